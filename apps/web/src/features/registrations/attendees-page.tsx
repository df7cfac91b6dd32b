import type { Event } from "@eventmaster/contract/events";
import type { AttendeeWithAnswers } from "@eventmaster/contract/registrations";
import { formatNumber } from "@eventmaster/i18n/format";
import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { RegistrationStatusBadge } from "@eventmaster/ui/badge";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { Instant } from "@eventmaster/ui/event-date";
import { getRouteApi, Link } from "@tanstack/react-router";
import { FileUp, MessageSquareText, RotateCw, UserPlus, UsersRound } from "lucide-react";
import { useMemo, useState } from "react";
import { trpc } from "../../lib/trpc.ts";
import { EventDesk } from "../events/event-desk.tsx";
import { useLongList } from "../lists/use-long-list.ts";
import { type Column, VirtualTable } from "../lists/virtual-table.tsx";
import { AttendeeFilters } from "./attendee-filters.tsx";
import { AnswersDialog } from "./answers-dialog.tsx";
import { attendeesQuery } from "./attendees-query.ts";
import { type AttendeesSearch, isFiltered } from "./attendees-search.ts";
import { attendeesText } from "./attendees-text.ts";
import { BulkActs } from "./bulk-acts.tsx";
import { EmailAddress } from "./email-address.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { RegisterPersonDialog } from "./register-person-dialog.tsx";

const route = getRouteApi("/manage/$eventId/attendees");

export function AttendeesPage() {
  const { eventId } = route.useParams();
  return (
    <EventDesk eventId={eventId} tab="attendees">
      {(event) => <Attendees event={event} />}
    </EventDesk>
  );
}

function Attendees({ event }: { event: Event }) {
  const t = useText(attendeesText);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const list = useLongList(attendeesQuery(event.id, search));
  const [questions] = trpc.events.questions.useSuspenseQuery({ eventId: event.id });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [isRegistering, setIsRegistering] = useState(false);
  const [reading, setReading] = useState<AttendeeWithAnswers | null>(null);
  const look = (changes: AttendeesSearch) => {
    setSelected(new Set());
    void navigate({ search: { ...search, ...changes }, replace: true, resetScroll: false });
  };
  const readAgain = async () => {
    setSelected(new Set());
    await list.readAgain();
  };

  return (
    <>
      <div className="no-print mb-5 flex flex-col gap-4">
        <AttendeeFilters search={search} questions={questions} onLook={look} />
        <div className="flex flex-wrap gap-2.5">
          <Button variant="secondary" onPress={() => setIsRegistering(true)}>
            <UserPlus aria-hidden />
            {t.registerOne}
          </Button>
          <Link
            to="/manage/$eventId/import"
            params={{ eventId: event.id }}
            className={buttonStyles({ variant: "secondary" })}
          >
            <FileUp aria-hidden />
            {t.importPeople}
          </Link>
          <ExportMenu eventId={event.id} search={search} />
        </div>
      </div>
      <div className="mb-3 flex min-h-11 flex-wrap items-center justify-between gap-3">
        {selected.size > 0 ? (
          <BulkActs
            event={event}
            selected={selected}
            onClear={() => setSelected(new Set())}
            onDone={readAgain}
          />
        ) : (
          <p role="status" className="text-ink-muted tabular-nums">
            {t.people(list.table.total)}
          </p>
        )}
        <Button variant="quiet" size="small" isPending={list.isReading} onPress={() => void readAgain()}>
          <RotateCw aria-hidden />
          {t.refresh}
        </Button>
      </div>
      <VirtualTable
        {...list.table}
        label={t.attendees}
        columns={useColumns(event.timeZone, setReading)}
        rowKey={keyOf}
        sort={{
          column: search.sort ?? "registered_at",
          direction: (search.dir ?? (search.sort ? "asc" : "desc")) === "asc" ? "ascending" : "descending",
        }}
        onSort={({ column, direction }) => {
          const sort = sortOf(column);
          if (sort) look({ sort, dir: direction === "ascending" ? "asc" : "desc" });
        }}
        selection={{ selected, onSelect: setSelected, nameOf }}
        empty={
          <EmptyState icon={UsersRound} title={isFiltered(search) ? t.nobodyMatches : t.nobody}>
            {isFiltered(search) ? t.nobodyMatchesNext : t.nobodyNext}
          </EmptyState>
        }
      />
      {isRegistering && (
        <RegisterPersonDialog event={event} onClose={() => setIsRegistering(false)} onDone={readAgain} />
      )}
      {reading && <AnswersDialog attendee={reading} onClose={() => setReading(null)} />}
    </>
  );
}

function keyOf(row: AttendeeWithAnswers): string {
  return row.id;
}

function nameOf(row: AttendeeWithAnswers): string {
  return row.userDisplayName;
}

function sortOf(column: string): AttendeesSearch["sort"] {
  return column === "name" || column === "status" || column === "registered_at" ? column : undefined;
}

function useColumns(
  timeZone: string,
  onRead: (attendee: AttendeeWithAnswers) => void,
): Column<AttendeeWithAnswers>[] {
  const t = useText(attendeesText);
  return useMemo(
    () => [
      {
        id: "name",
        header: t.name,
        isSortable: true,
        track: "minmax(9rem, 2fr)",
        isRowHeader: true,
        cell: (row) => <span className="break-words">{row.userDisplayName}</span>,
      },
      {
        id: "email",
        header: t.email,
        track: "minmax(13.75rem, 2fr)",
        cell: (row) => <EmailAddress address={row.userEmail} />,
      },
      {
        id: "status",
        header: t.status,
        isSortable: true,
        track: "9rem",
        cell: (row) => <RegistrationStatusBadge status={row.status} />,
      },
      {
        id: "checkedIn",
        header: t.checkedIn,
        track: "10.25rem",
        cell: (row) => (row.checkedInAt ? <Instant at={row.checkedInAt} timeZone={timeZone} /> : "—"),
      },
      {
        id: "registered_at",
        header: t.registered,
        isSortable: true,
        firstDirection: "descending",
        track: "10.25rem",
        cell: (row) => <Instant at={row.createdAt} timeZone={timeZone} />,
      },
      { id: "source", header: t.how, track: "6.5rem", cell: (row) => t.sources[row.source] },
      {
        id: "answers",
        header: t.answers,
        track: "6.25rem",
        cell: (row) =>
          row.answers.length === 0 ? (
            "—"
          ) : (
            <button
              type="button"
              aria-label={t.showAnswers(row.userDisplayName)}
              onClick={() => onRead(row)}
              className="inline-flex min-h-8 cursor-pointer items-center gap-1.5 font-semibold text-accent underline underline-offset-3"
            >
              <MessageSquareText aria-hidden className="size-4.5" />
              {formatNumber(row.answers.length)}
            </button>
          ),
      },
    ],
    [t, timeZone, onRead],
  );
}
