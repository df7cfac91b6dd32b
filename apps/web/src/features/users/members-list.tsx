import { type Role, roles } from "@eventmaster/contract/permissions";
import type { User } from "@eventmaster/contract/users";
import { useText } from "@eventmaster/i18n/locale";
import { ConfirmDialog } from "@eventmaster/ui/confirm-dialog";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { Instant } from "@eventmaster/ui/event-date";
import { IconButton } from "@eventmaster/ui/icon-button";
import { Select } from "@eventmaster/ui/select";
import { type Column, Table } from "@eventmaster/ui/table";
import { uiText } from "@eventmaster/ui/text";
import { toast } from "@eventmaster/ui/toast";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { UserRoundMinus, UserRoundSearch } from "lucide-react";
import { useState } from "react";
import { inWords } from "../../lib/failure.ts";
import { useSession } from "../../lib/session.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { PageTurner } from "../lists/page-turner.tsx";
import { SearchBox } from "../lists/search-box.tsx";
import { peopleInput, type PeopleSearch } from "./people-search.ts";
import { usersText } from "./text.ts";

const route = getRouteApi("/admin/people");

/** Everybody of the organization with their role; a change asks once, and holds at once. */
export function MembersList() {
  const t = useText(usersText);
  const roleNames = useText(uiText).roles;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const router = useRouter();
  const me = useSession();
  const [list] = trpc.users.list.useSuspenseQuery(peopleInput(search));
  const changeRole = trpc.users.changeRole.useMutation();
  const removeMember = trpc.organizations.removeMember.useMutation();
  const [change, setChange] = useState<{ user: User; role: Role } | null>(null);
  const [leaving, setLeaving] = useState<User | null>(null);
  const look = (changes: PeopleSearch) =>
    void navigate({ search: { ...search, page: undefined, ...changes }, replace: true, resetScroll: false });

  const columns: Column<User>[] = [
    {
      id: "name",
      header: t.name,
      isRowHeader: true,
      cell: (user) => (
        <>
          {user.displayName}
          {user.id === me?.id && <span className="ms-2 font-normal text-ink-muted">{t.you}</span>}
        </>
      ),
    },
    { id: "email", header: t.email, cell: (user) => <span className="break-all">{user.email}</span> },
    {
      id: "role",
      header: t.role,
      className: "sm:w-44",
      cell: (user) => (
        <Select
          label={t.roleOf(user.displayName)}
          isLabelHidden
          className="w-36"
          options={roles.map((value) => ({ value, label: roleNames[value] }))}
          value={user.role}
          onChange={(role) => {
            if (role !== user.role) setChange({ user, role });
          }}
        />
      ),
    },
    { id: "since", header: t.since, cell: (user) => <Instant at={user.createdAt} only="date" /> },
    {
      id: "acts",
      header: t.acts,
      isHeaderHidden: true,
      className: "sm:w-14",
      cell: (user) =>
        user.id !== me?.id && (
          <IconButton
            icon={UserRoundMinus}
            label={t.remove(user.displayName)}
            onPress={() => setLeaving(user)}
          />
        ),
    },
  ];

  return (
    <>
      <div className="mb-5 grid grid-cols-1 items-center gap-3 sm:grid-cols-[minmax(0,24rem)_14rem_1fr]">
        <SearchBox label={t.search} value={search.q} onSearch={(q) => look({ q })} />
        <Select
          label={t.role}
          isLabelHidden
          options={[
            { value: "all", label: t.everyRole },
            ...roles.map((value) => ({ value, label: roleNames[value] })),
          ]}
          value={search.role ?? "all"}
          onChange={(role) => look({ role: role === "all" ? undefined : role })}
        />
        <p role="status" className="text-ink-muted tabular-nums">
          {t.people(list.total)}
        </p>
      </div>
      <Table
        label={t.title}
        columns={columns}
        rows={list.items}
        rowKey={(user) => user.id}
        empty={
          <EmptyState icon={UserRoundSearch} title={t.nobodyMatches}>
            {t.nobodyMatchesNext}
          </EmptyState>
        }
      />
      <PageTurner label={t.title} list={list} page={search.page} onTurn={(page) => look({ page })} />
      <ConfirmDialog
        isOpen={change !== null}
        onOpenChange={() => setChange(null)}
        title={change ? t.makeQuestion[change.role](change.user.displayName) : ""}
        confirmLabel={t.changeRole}
        cancelLabel={t.back}
        isDangerous={change?.user.id === me?.id}
        onConfirm={async () => {
          if (!change) return;
          await inWords(changeRole.mutateAsync({ userId: change.user.id, role: change.role }));
          toast.success(t.isNow[change.role](change.user.displayName));
          if (change.user.id !== me?.id) return api.users.list.invalidate();
          // One's own role: the pages one may open are others now.
          await api.accounts.session.invalidate();
          await router.invalidate();
        }}
      >
        {change && (
          <>
            {t.consequences[change.role]} {t.atOnce} {change.user.id === me?.id && t.ownAdmin}
          </>
        )}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={leaving !== null}
        onOpenChange={() => setLeaving(null)}
        title={t.removeQuestion(leaving?.displayName ?? "")}
        confirmLabel={t.removeDo}
        cancelLabel={t.back}
        isDangerous
        onConfirm={async () => {
          if (!leaving) return;
          await inWords(removeMember.mutateAsync({ userId: leaving.id }));
          toast.success(t.removed(leaving.displayName));
          await api.users.list.invalidate();
        }}
      >
        {t.removeNote}
      </ConfirmDialog>
    </>
  );
}
