import type { AuditEntry } from "@eventmaster/contract/audit";
import { useText } from "@eventmaster/i18n/locale";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { DateField } from "@eventmaster/ui/date-time-field";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { Instant } from "@eventmaster/ui/event-date";
import { Page } from "@eventmaster/ui/page";
import { Select } from "@eventmaster/ui/select";
import { type Column, Table } from "@eventmaster/ui/table";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ScrollText, X } from "lucide-react";
import { useSession } from "../../lib/session.ts";
import { openFile } from "../../lib/open-file.ts";
import { trpc } from "../../lib/trpc.ts";
import { useFieldName } from "../events/difference-list.tsx";
import { DownloadMenu } from "../lists/download-menu.tsx";
import { PageTurner } from "../lists/page-turner.tsx";
import { auditFile, auditInput } from "./audit-input.ts";
import type { AuditSearch } from "./audit-search.ts";
import {
  actionWords,
  detailsText,
  knownActions,
  knownSubjects,
  shortId,
  subjectWords,
} from "./audit-words.ts";
import { auditText } from "./text.ts";

const route = getRouteApi("/admin/audit");

export function AuditPage() {
  const t = useText(auditText);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [list] = trpc.audit.list.useSuspenseQuery(auditInput(search));
  const look = (changes: AuditSearch) =>
    void navigate({ search: { ...search, page: undefined, ...changes }, replace: true, resetScroll: false });
  const actions = knownActions
    .map((value) => ({ value, label: actionWords(value) }))
    .toSorted((one, other) => one.label.localeCompare(other.label));
  const actor = search.actor && (list.items[0]?.actorName ?? shortId(search.actor));

  return (
    <Page
      title={t.title}
      subtitle={t.subtitle}
      actions={
        <DownloadMenu
          onDownload={(ending) => openFile(auditFile(ending, search))}
          isPart={Object.entries(search).some(([name, value]) => name !== "page" && value !== undefined)}
        />
      }
    >
      <div className="mb-4 grid gap-x-4 gap-y-3 sm:grid-cols-2 lg:grid-cols-[20rem_14rem_14rem_14rem]">
        <Select
          label={t.action}
          options={[{ value: "all", label: t.everyAction }, ...actions]}
          value={search.action ?? "all"}
          onChange={(action) => look({ action: action === "all" ? undefined : action })}
        />
        <Select
          label={t.subjectType}
          options={[
            { value: "all", label: t.everySubject },
            ...knownSubjects.map((value) => ({ value, label: subjectWords(value) })),
          ]}
          value={search.about ?? "all"}
          onChange={(about) => look({ about: about === "all" ? undefined : about })}
        />
        <DateField
          label={t.from}
          value={search.from ?? null}
          onChange={(from) => look({ from: from ?? undefined })}
        />
        <DateField label={t.to} value={search.to ?? null} onChange={(to) => look({ to: to ?? undefined })} />
      </div>
      {(search.subject ?? search.actor) && (
        <div className="mb-4 flex flex-wrap gap-2.5">
          {search.subject && (
            <TakeAway
              search={{ ...search, subject: undefined }}
              filter={t.onlySubject(shortId(search.subject))}
            />
          )}
          {actor && <TakeAway search={{ ...search, actor: undefined }} filter={t.onlyActor(actor)} />}
        </div>
      )}
      <Table
        label={t.log}
        columns={useColumns(search)}
        rows={list.items}
        rowKey={(row) => row.id}
        empty={
          <EmptyState
            icon={ScrollText}
            title={t.nothing}
            action={
              <Link to="/admin/audit" search={{}} className={buttonStyles({ variant: "secondary" })}>
                {t.showAll}
              </Link>
            }
          >
            {t.nothingNext}
          </EmptyState>
        }
      />
      <PageTurner label={t.entries} list={list} page={search.page} onTurn={(page) => look({ page })} />
    </Page>
  );
}

function TakeAway({ search, filter }: { search: AuditSearch; filter: string }) {
  const t = useText(auditText);
  return (
    <Link
      to="/admin/audit"
      search={{ ...search, page: undefined }}
      aria-label={t.takeAway(filter)}
      className={buttonStyles({ variant: "secondary", size: "small" })}
    >
      {filter}
      <X aria-hidden />
    </Link>
  );
}

function Id({ id }: { id: string }) {
  return (
    <code className="font-mono text-sm whitespace-nowrap" title={id}>
      {shortId(id)}
    </code>
  );
}

function useColumns(search: AuditSearch): Column<AuditEntry>[] {
  const t = useText(auditText);
  const ownId = useSession()?.id;
  const fieldName = useFieldName();
  const detailNames: Record<string, string> = t.detailNames;
  const linkStyles = "text-accent underline underline-offset-3";
  return [
    {
      id: "at",
      header: t.when,
      className: "whitespace-nowrap",
      cell: (row) => <Instant at={row.at} hasSeconds />,
    },
    {
      id: "action",
      header: t.what,
      isRowHeader: true,
      className: "sm:min-w-48",
      cell: (row) => actionWords(row.action),
    },
    {
      id: "actor",
      header: t.who,
      cell: (row) =>
        row.actorId === null ? (
          t.system
        ) : (
          <Link
            to="/admin/audit"
            search={{ ...search, actor: row.actorId, page: undefined }}
            className={linkStyles}
          >
            {row.actorId === ownId ? t.you : (row.actorName ?? <Id id={row.actorId} />)}
          </Link>
        ),
    },
    {
      id: "subject",
      header: t.on,
      cell: (row) => (
        <Link
          to="/admin/audit"
          search={{ ...search, subject: row.subjectId, page: undefined }}
          className={`whitespace-nowrap ${linkStyles}`}
        >
          {subjectWords(row.subjectType)} <Id id={row.subjectId} />
        </Link>
      ),
    },
    {
      id: "details",
      header: t.details,
      className: "sm:min-w-64",
      cell: (row) => (
        <span className="text-sm break-words text-ink-muted">
          {detailsText(row.details, (name) => detailNames[name] ?? fieldName(name))}
        </span>
      ),
    },
    {
      id: "network",
      header: t.whereFrom,
      className: "whitespace-nowrap",
      cell: (row) => <span className="font-mono text-sm">{row.network ?? "—"}</span>,
    },
  ];
}
