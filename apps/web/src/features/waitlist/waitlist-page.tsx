import type { Event } from "@eventmaster/contract/events";
import type { WaitingPerson } from "@eventmaster/contract/waitlist";
import { waitlistStatuses } from "@eventmaster/contract/waitlist";
import { formatNumber } from "@eventmaster/i18n/format";
import { useText } from "@eventmaster/i18n/locale";
import { Badge, type BadgeTone } from "@eventmaster/ui/badge";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { Instant } from "@eventmaster/ui/event-date";
import { Select } from "@eventmaster/ui/select";
import { type Column, Table } from "@eventmaster/ui/table";
import { getRouteApi } from "@tanstack/react-router";
import { ListOrdered } from "lucide-react";
import { trpc } from "../../lib/trpc.ts";
import { EventDesk } from "../events/event-desk.tsx";
import { PageTurner } from "../lists/page-turner.tsx";
import { waitlistListText } from "./list-text.ts";
import { waitlistInput } from "./waitlist-search.ts";

const route = getRouteApi("/manage/$eventId/waitlist");

const tones: Record<WaitingPerson["status"], BadgeTone> = {
  waiting: "caution",
  offered: "accent",
  accepted: "positive",
  expired: "neutral",
  left: "neutral",
};

/** Everybody in the event's queue, in their order. */
export function WaitlistPage() {
  const { eventId } = route.useParams();
  return (
    <EventDesk eventId={eventId} tab="waitlist">
      {(event) => <Waitlist event={event} />}
    </EventDesk>
  );
}

function Waitlist({ event }: { event: Event }) {
  const t = useText(waitlistListText);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [list] = trpc.waitlist.list.useSuspenseQuery(waitlistInput(event.id, search), {
    refetchInterval: 30_000,
  });
  const { timeZone } = event;
  const columns: Column<WaitingPerson>[] = [
    {
      id: "name",
      header: t.name,
      isRowHeader: true,
      cell: (row) => row.userDisplayName,
    },
    {
      id: "position",
      header: t.position,
      align: "end",
      cell: (row) => (row.position === null ? "—" : formatNumber(row.position)),
    },
    { id: "email", header: t.email, cell: (row) => <span className="break-all">{row.userEmail}</span> },
    {
      id: "status",
      header: t.status,
      cell: (row) => <Badge tone={tones[row.status]}>{t.statuses[row.status]}</Badge>,
    },
    { id: "joined", header: t.joined, cell: (row) => <Instant at={row.joinedAt} timeZone={timeZone} /> },
    {
      id: "until",
      header: t.until,
      cell: (row) => (row.offerExpiresAt ? <Instant at={row.offerExpiresAt} timeZone={timeZone} /> : "—"),
    },
  ];
  return (
    <>
      <p className="mb-5 max-w-prose text-ink-muted">{t.note}</p>
      <Select
        label={t.status}
        isLabelHidden
        className="mb-5 w-72 max-w-full"
        options={[
          { value: "all", label: t.everybodyWaiting },
          ...waitlistStatuses.map((value) => ({ value, label: t.statuses[value] })),
        ]}
        value={search.status ?? "all"}
        onChange={(status) =>
          void navigate({
            search: { status: status === "all" ? undefined : status },
            replace: true,
            resetScroll: false,
          })
        }
      />
      <Table
        label={t.waitlist}
        columns={columns}
        rows={list.items}
        rowKey={(row) => row.id}
        empty={
          <EmptyState icon={ListOrdered} title={search.status ? t.nobodyWithStatus : t.nobody}>
            {t.nobodyNext}
          </EmptyState>
        }
      />
      <PageTurner
        label={t.entries}
        list={list}
        page={search.page}
        onTurn={(page) => void navigate({ search: { ...search, page } })}
      />
    </>
  );
}
