import type { Event } from "@eventmaster/contract/events";
import type { Attendee } from "@eventmaster/contract/registrations";
import { RegistrationStatusBadge } from "@eventmaster/ui/badge";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { Instant } from "@eventmaster/ui/event-date";
import { Section } from "@eventmaster/ui/page";
import { Select } from "@eventmaster/ui/select";
import { type Column, Table } from "@eventmaster/ui/table";
import { getRouteApi } from "@tanstack/react-router";
import { UsersRound } from "lucide-react";
import { trpc } from "../../lib/trpc.ts";
import { attendeesInput, attendeeStatusOptions, type OverviewSearch } from "../events/overview-search.ts";
import { PageTurner } from "../lists/page-turner.tsx";
import { SearchBox } from "../lists/search-box.tsx";

const route = getRouteApi("/manage/$eventId/");

const sourceNames = {
  self: "Online",
  walk_in: "At the door",
  import: "Imported",
  waitlist: "Waitlist",
} as const;

export function AttendeesSection({ event }: { event: Event }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [list] = trpc.registrations.attendees.useSuspenseQuery(attendeesInput(event.id, search), {
    refetchInterval: 30_000,
  });
  const look = (changes: OverviewSearch) =>
    void navigate({ search: { ...search, page: undefined, ...changes }, replace: true, resetScroll: false });

  return (
    <Section title="Attendees">
      <div className="mb-5 grid grid-cols-1 gap-3 sm:grid-cols-[minmax(0,24rem)_14rem]">
        <SearchBox label="Search attendees" value={search.q} onSearch={(q) => look({ q })} />
        <Select
          label="Status"
          isLabelHidden
          options={[{ value: "all", label: "Every status" }, ...attendeeStatusOptions]}
          value={search.status ?? "all"}
          onChange={(status) => look({ status: status === "all" ? undefined : status })}
        />
      </div>
      <Table
        label="Attendees"
        columns={attendeeColumns(event.timeZone)}
        rows={list.items}
        rowKey={(row) => row.id}
        empty={
          <EmptyState
            icon={UsersRound}
            title={search.q || search.status ? "Nobody matches" : "Nobody has registered yet"}
          >
            {search.q || search.status
              ? "Try another name, or every status."
              : "Once the event is published, share the link to its page. Who registers appears here."}
          </EmptyState>
        }
      />
      <PageTurner label="Attendees" list={list} page={search.page} onTurn={(page) => look({ page })} />
    </Section>
  );
}

function attendeeColumns(timeZone: string): Column<Attendee>[] {
  return [
    { id: "name", header: "Name", isRowHeader: true, cell: (row) => row.userDisplayName },
    { id: "email", header: "Email", cell: (row) => <span className="break-all">{row.userEmail}</span> },
    { id: "status", header: "Status", cell: (row) => <RegistrationStatusBadge status={row.status} /> },
    {
      id: "checkedIn",
      header: "Checked in",
      cell: (row) => (row.checkedInAt ? <Instant at={row.checkedInAt} timeZone={timeZone} /> : "—"),
    },
    {
      id: "registered",
      header: "Registered",
      cell: (row) => <Instant at={row.createdAt} timeZone={timeZone} />,
    },
    { id: "source", header: "How", cell: (row) => sourceNames[row.source] },
  ];
}
