import type { Role } from "@eventmaster/contract/permissions";
import type { User } from "@eventmaster/contract/users";
import { ConfirmDialog } from "@eventmaster/ui/confirm-dialog";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { Instant } from "@eventmaster/ui/event-date";
import { Page } from "@eventmaster/ui/page";
import { Select } from "@eventmaster/ui/select";
import { type Column, Table } from "@eventmaster/ui/table";
import { toast } from "@eventmaster/ui/toast";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { UserRoundSearch } from "lucide-react";
import { useState } from "react";
import { inWords } from "../../lib/failure.ts";
import { useSession } from "../../lib/session.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { PageTurner } from "../lists/page-turner.tsx";
import { SearchBox } from "../lists/search-box.tsx";
import { peopleInput, type PeopleSearch, roleOptions } from "./people-search.ts";

const route = getRouteApi("/admin/people");

const roleArticles: Record<Role, string> = {
  member: "a member",
  organizer: "an organizer",
  admin: "an admin",
};
const roleConsequences: Record<Role, string> = {
  member: "Members register for events and hold tickets. They manage nothing.",
  organizer: "Organizers create events, which admins approve, and manage their own.",
  admin: "Admins approve events, manage every event and all people, and read the audit log.",
};

export function PeoplePage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const router = useRouter();
  const me = useSession();
  const [list] = trpc.users.list.useSuspenseQuery(peopleInput(search));
  const changeRole = trpc.users.changeRole.useMutation();
  const [change, setChange] = useState<{ user: User; role: Role } | null>(null);
  const look = (changes: PeopleSearch) =>
    void navigate({ search: { ...search, page: undefined, ...changes }, replace: true, resetScroll: false });

  return (
    <Page
      title="People"
      subtitle={`${list.total.toLocaleString()} ${list.total === 1 ? "person" : "people"}`}
    >
      <div className="mb-5 grid grid-cols-1 gap-3 sm:grid-cols-[minmax(0,24rem)_14rem]">
        <SearchBox label="Search people" value={search.q} onSearch={(q) => look({ q })} />
        <Select
          label="Role"
          isLabelHidden
          options={[{ value: "all", label: "Every role" }, ...roleOptions]}
          value={search.role ?? "all"}
          onChange={(role) => look({ role: role === "all" ? undefined : role })}
        />
      </div>
      <Table
        label="People"
        columns={peopleColumns(me?.id, (user, role) => setChange({ user, role }))}
        rows={list.items}
        rowKey={(user) => user.id}
        empty={
          <EmptyState icon={UserRoundSearch} title="Nobody matches">
            Try part of a name or an email, or every role.
          </EmptyState>
        }
      />
      <PageTurner label="People" list={list} page={search.page} onTurn={(page) => look({ page })} />
      <ConfirmDialog
        isOpen={change !== null}
        onOpenChange={() => setChange(null)}
        title={change ? `Make ${change.user.displayName} ${roleArticles[change.role]}?` : ""}
        confirmLabel="Change role"
        isDangerous={change?.user.id === me?.id}
        onConfirm={async () => {
          if (!change) return;
          await inWords(changeRole.mutateAsync({ userId: change.user.id, role: change.role }));
          toast.success(`${change.user.displayName} is ${roleArticles[change.role]} now`);
          if (change.user.id !== me?.id) return api.users.list.invalidate();
          // One's own role: the pages one may open are others now.
          await api.accounts.session.invalidate();
          await router.invalidate();
        }}
      >
        {change && (
          <>
            {roleConsequences[change.role]} It takes effect at once.
            {change.user.id === me?.id && " You are about to take your own admin role away."}
          </>
        )}
      </ConfirmDialog>
    </Page>
  );
}

function peopleColumns(
  ownId: string | undefined,
  onChoose: (user: User, role: Role) => void,
): Column<User>[] {
  return [
    {
      id: "name",
      header: "Name",
      isRowHeader: true,
      cell: (user) => (
        <>
          {user.displayName}
          {user.id === ownId && <span className="ms-2 font-normal text-ink-muted">you</span>}
        </>
      ),
    },
    { id: "email", header: "Email", cell: (user) => <span className="break-all">{user.email}</span> },
    {
      id: "role",
      header: "Role",
      className: "sm:w-44",
      cell: (user) => (
        <Select
          label={`Role of ${user.displayName}`}
          isLabelHidden
          className="w-36"
          options={roleOptions}
          value={user.role}
          onChange={(role) => {
            if (role !== user.role) onChoose(user, role);
          }}
        />
      ),
    },
    { id: "since", header: "Since", cell: (user) => <Instant at={user.createdAt} isDateOnly /> },
  ];
}
