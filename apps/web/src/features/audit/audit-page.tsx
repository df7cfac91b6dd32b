import type { AuditEntry } from "@eventmaster/contract/audit";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { Instant } from "@eventmaster/ui/event-date";
import { Page } from "@eventmaster/ui/page";
import { Select } from "@eventmaster/ui/select";
import { type Column, Table } from "@eventmaster/ui/table";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ScrollText } from "lucide-react";
import { useSession } from "../../lib/session.ts";
import { trpc } from "../../lib/trpc.ts";
import { PageTurner } from "../lists/page-turner.tsx";
import { auditInput, type AuditSearch } from "./audit-search.ts";
import { actionOptions, actionWords, detailsText, shortId } from "./audit-words.ts";

const route = getRouteApi("/admin/audit");

export function AuditPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const me = useSession();
  const [list] = trpc.audit.list.useSuspenseQuery(auditInput(search));
  const look = (changes: AuditSearch) =>
    void navigate({ search: { ...search, page: undefined, ...changes }, replace: true, resetScroll: false });

  return (
    <Page title="Audit" subtitle="Who did what, and when. Newest first." width="normal">
      <div className="mb-5 flex flex-wrap items-center gap-3">
        <Select
          label="Action"
          isLabelHidden
          className="w-72 max-w-full"
          options={[{ value: "all", label: "Every action" }, ...actionOptions]}
          value={search.action ?? "all"}
          onChange={(action) => look({ action: action === "all" ? undefined : action })}
        />
        {search.subject && (
          <Link to="/admin/audit" search={{}} className={buttonStyles({ variant: "secondary" })}>
            Only {shortId(search.subject)}: show all
          </Link>
        )}
      </div>
      <Table
        label="Audit log"
        columns={auditColumns(me?.id)}
        rows={list.items}
        rowKey={(row) => row.id}
        empty={
          <EmptyState icon={ScrollText} title="Nothing was recorded">
            Choose every action to see the whole log.
          </EmptyState>
        }
      />
      <PageTurner label="Entries" list={list} page={search.page} onTurn={(page) => look({ page })} />
    </Page>
  );
}

function Id({ id }: { id: string }) {
  return (
    <code className="font-mono text-sm whitespace-nowrap" title={id}>
      {shortId(id)}
    </code>
  );
}

function auditColumns(ownId: string | undefined): Column<AuditEntry>[] {
  return [
    {
      id: "at",
      header: "When",
      className: "whitespace-nowrap",
      cell: (row) => <Instant at={row.at} hasSeconds />,
    },
    { id: "action", header: "What", isRowHeader: true, cell: (row) => actionWords(row.action) },
    {
      id: "actor",
      header: "Who",
      cell: (row) =>
        row.actorId === null
          ? "System"
          : row.actorId === ownId
            ? "You"
            : (row.actorName ?? <Id id={row.actorId} />),
    },
    {
      id: "subject",
      header: "On",
      cell: (row) => (
        <Link
          to="/admin/audit"
          search={{ subject: row.subjectId }}
          className="whitespace-nowrap text-accent underline underline-offset-3"
        >
          {row.subjectType} <Id id={row.subjectId} />
        </Link>
      ),
    },
    {
      id: "details",
      header: "Details",
      cell: (row) => <span className="text-sm break-words text-ink-muted">{detailsText(row.details)}</span>,
    },
  ];
}
