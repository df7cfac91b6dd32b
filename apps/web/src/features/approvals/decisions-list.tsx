import type { Decision } from "@eventmaster/contract/events";
import { useText } from "@eventmaster/i18n/locale";
import { Badge, type BadgeTone } from "@eventmaster/ui/badge";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { Instant } from "@eventmaster/ui/event-date";
import { type Column, Table } from "@eventmaster/ui/table";
import { getRouteApi, Link } from "@tanstack/react-router";
import { History } from "lucide-react";
import { trpc } from "../../lib/trpc.ts";
import { PageTurner } from "../lists/page-turner.tsx";
import { decisionsInput } from "./approvals-search.ts";
import { approvalsText } from "./text.ts";

const route = getRouteApi("/admin/approvals");

const tones: Record<Decision["action"], BadgeTone> = {
  "event.approve": "positive",
  "event.reject": "negative",
  "event.accept_revision": "positive",
  "event.refuse_revision": "negative",
};

/** Who decided what, and why; the last first. */
export function DecisionsList() {
  const t = useText(approvalsText);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [list] = trpc.events.decisions.useSuspenseQuery(decisionsInput(search));
  const columns: Column<Decision>[] = [
    { id: "at", header: t.when, className: "sm:whitespace-nowrap", cell: (row) => <Instant at={row.at} /> },
    {
      id: "event",
      header: t.event,
      isRowHeader: true,
      className: "min-w-48",
      cell: (row) =>
        row.eventTitle === null ? (
          <span className="font-normal text-ink-muted">{t.deletedEvent}</span>
        ) : (
          <Link to="/manage/$eventId" params={{ eventId: row.eventId }} className="text-accent underline">
            {row.eventTitle}
          </Link>
        ),
    },
    {
      id: "decision",
      header: t.decision,
      cell: (row) => <Badge tone={tones[row.action]}>{t.decisionWords[row.action]}</Badge>,
    },
    { id: "who", header: t.who, cell: (row) => row.actorName ?? t.somebody },
    {
      id: "reason",
      header: t.reason,
      className: "min-w-48",
      cell: (row) => <span className="break-words">{row.reason ?? "—"}</span>,
    },
  ];
  return (
    <>
      <Table
        label={t.decisions}
        columns={columns}
        rows={list.items}
        rowKey={(row) => row.id}
        empty={
          <EmptyState icon={History} title={t.nothingDecided}>
            {t.nothingDecidedNext}
          </EmptyState>
        }
      />
      <PageTurner
        label={t.decisions}
        list={list}
        page={search.page}
        onTurn={(page) => void navigate({ search: { tab: "decided", page } })}
      />
    </>
  );
}
