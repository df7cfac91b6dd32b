import type { SystemState } from "@eventmaster/contract/system";
import { formatNumber } from "@eventmaster/i18n/format";
import { useText } from "@eventmaster/i18n/locale";
import { Badge } from "@eventmaster/ui/badge";
import { Button } from "@eventmaster/ui/button";
import { ConfirmDialog } from "@eventmaster/ui/confirm-dialog";
import { Instant } from "@eventmaster/ui/event-date";
import { KeyValueList } from "@eventmaster/ui/key-value-list";
import { Page, Section } from "@eventmaster/ui/page";
import { type Column, Table } from "@eventmaster/ui/table";
import { toast } from "@eventmaster/ui/toast";
import { CircleCheckBig, RotateCw, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { inWords } from "../../lib/failure.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { systemText } from "./text.ts";

/** For whoever runs the system: what waits, what failed, and what somebody should do something about. */
export function SystemPage() {
  const t = useText(systemText);
  const [state] = trpc.system.state.useSuspenseQuery(undefined, { refetchInterval: 15_000 });
  return (
    <Page title={t.title} subtitle={t.subtitle}>
      <Warnings warnings={state.warnings} />
      <div className="grid gap-x-12 lg:grid-cols-2">
        <Section title={t.version} className="first:mt-10 lg:first:mt-10">
          <KeyValueList
            items={[
              { label: t.version, value: <code className="font-mono">{state.version}</code> },
              { label: t.runningSince, value: <Instant at={state.startedAt} /> },
              { label: t.clock, value: <Instant at={state.now} hasSeconds /> },
              { label: t.watchers, value: formatNumber(state.live.watchers) },
            ]}
          />
        </Section>
        <Section title={t.database}>
          <KeyValueList
            items={[
              { label: t.databaseVersion, value: state.database.version },
              { label: t.databaseSize, value: t.megabytes(Math.round(state.database.sizeBytes / 1_000_000)) },
              {
                label: t.migration,
                value: state.database.newestMigrationAt && (
                  <Instant at={state.database.newestMigrationAt} only="date" />
                ),
              },
              ...state.connections.map(({ name, connections }) => ({
                label: `${t.connections}: ${name}`,
                value: formatNumber(connections),
              })),
            ]}
          />
        </Section>
        <Section title={t.mail}>
          <p className="mb-4 max-w-prose">{t.mailModes[state.mail.mode]}</p>
          <KeyValueList
            items={[
              { label: t.waiting, value: formatNumber(state.mail.waiting) },
              { label: t.retrying, value: formatNumber(state.mail.retrying) },
              { label: t.givenUp, value: formatNumber(state.mail.givenUp) },
              { label: t.suppressed, value: formatNumber(state.mail.suppressed) },
            ]}
          />
        </Section>
      </div>
      <Jobs state={state} />
      <Limits state={state} />
    </Page>
  );
}

function Warnings({ warnings }: { warnings: SystemState["warnings"] }) {
  const t = useText(systemText);
  if (warnings.length === 0)
    return (
      <p className="flex gap-3 rounded-card bg-positive-soft p-4 text-positive">
        <CircleCheckBig aria-hidden className="mt-0.5 size-5 shrink-0" />
        {t.allWell}
      </p>
    );
  return (
    <div className="rounded-card bg-caution-soft p-4 text-caution">
      <h2 className="flex gap-3 font-bold">
        <TriangleAlert aria-hidden className="mt-0.5 size-5 shrink-0" />
        {t.warnings}
      </h2>
      <ul className="mt-1 list-disc ps-12">
        {warnings.map((warning) => (
          <li key={warning.code}>
            {warning.code === "jobs_given_up" ? t.jobsGivenUp(warning.jobs) : t.warningOf[warning.code]}
          </li>
        ))}
      </ul>
    </div>
  );
}

type Queue = SystemState["queues"][number];
type Failure = SystemState["failures"][number];

function Jobs({ state }: { state: SystemState }) {
  const t = useText(systemText);
  const [asks, setAsks] = useState(false);
  const retry = trpc.system.retryJobs.useMutation();
  const givenUp = state.queues.reduce((sum, queue) => sum + queue.givenUp, 0);
  const count = (id: keyof Queue, header: string): Column<Queue> => ({
    id,
    header,
    align: "end",
    cell: (row) => (typeof row[id] === "number" ? formatNumber(row[id]) : row[id]),
  });
  const failures: Column<Failure>[] = [
    {
      id: "kind",
      header: t.kind,
      isRowHeader: true,
      cell: (row) => (
        <>
          {named(t.jobNames, row.queue)}
          {row.kind && (
            <span className="block font-normal text-ink-muted">{named(t.mailKinds, row.kind)}</span>
          )}
        </>
      ),
    },
    {
      id: "state",
      header: t.state,
      cell: (row) => (
        <Badge tone={row.state === "given_up" ? "negative" : "caution"}>
          {row.state === "given_up" ? t.givenUp : t.retrying}
        </Badge>
      ),
    },
    {
      id: "error",
      header: t.error,
      cell: (row) => <code className="font-mono text-sm break-words">{row.error ?? "—"}</code>,
    },
    { id: "attempts", header: t.attempts, align: "end", cell: (row) => formatNumber(row.attempts) },
    { id: "since", header: t.since, cell: (row) => <Instant at={row.createdAt} /> },
    {
      id: "next",
      header: t.next,
      cell: (row) => (row.nextAttemptAt ? <Instant at={row.nextAttemptAt} /> : "—"),
    },
  ];
  return (
    <>
      <Section title={t.jobs}>
        <Table
          label={t.jobs}
          columns={[
            { id: "name", header: t.kind, isRowHeader: true, cell: (row) => named(t.jobNames, row.name) },
            count("waiting", t.waiting),
            count("scheduled", t.scheduled),
            count("active", t.active),
            count("retrying", t.retrying),
            count("givenUp", t.givenUp),
          ]}
          rows={state.queues}
          rowKey={(row) => row.name}
          empty={<p className="text-ink-muted">{t.noJobs}</p>}
        />
      </Section>
      {(state.failures.length > 0 || givenUp > 0) && (
        <Section
          title={t.failures}
          actions={
            givenUp > 0 && (
              <Button variant="secondary" onPress={() => setAsks(true)}>
                <RotateCw aria-hidden />
                {t.retry(givenUp)}
              </Button>
            )
          }
        >
          <p className="mb-4 max-w-prose text-ink-muted">{t.failuresNote}</p>
          <Table
            label={t.failures}
            columns={failures}
            rows={state.failures}
            rowKey={(row) => row.id}
            empty={<p className="text-ink-muted">{t.noJobs}</p>}
          />
        </Section>
      )}
      <ConfirmDialog
        isOpen={asks}
        onOpenChange={setAsks}
        title={t.retryQuestion(givenUp)}
        confirmLabel={t.retryDo}
        cancelLabel={t.back}
        onConfirm={async () => {
          const { retried } = await inWords(retry.mutateAsync());
          toast.success(t.retried(retried));
          await api.system.state.invalidate();
        }}
      >
        {t.retryNote}
      </ConfirmDialog>
    </>
  );
}

/** In the reader's words; a name that this version does not know, as it is written. */
function named(names: Record<string, string>, name: string): string {
  return names[name] ?? name;
}

function Limits({ state: { rateLimits } }: { state: SystemState }) {
  const t = useText(systemText);
  return (
    <Section title={t.limits}>
      <p className="mb-4 text-ink-muted">{t.limitsNote(t.stores[rateLimits.store])}</p>
      <Table
        label={t.limits}
        columns={[
          { id: "name", header: t.limit, isRowHeader: true, cell: (row) => named(t.limitNames, row.name) },
          { id: "allowed", header: t.allowed, cell: (row) => t.allowedText(row.points, row.seconds) },
          { id: "per", header: t.per, cell: (row) => t.subjects[row.per] },
          {
            id: "counted",
            header: t.counted,
            align: "end",
            cell: (row) => (row.counted === null ? "—" : formatNumber(row.counted)),
          },
          {
            id: "atLimit",
            header: t.atLimit,
            align: "end",
            cell: (row) =>
              row.atLimit === null ? (
                "—"
              ) : row.atLimit > 0 ? (
                <strong className="text-negative">{formatNumber(row.atLimit)}</strong>
              ) : (
                formatNumber(0)
              ),
          },
        ]}
        rows={rateLimits.limits}
        rowKey={(row) => row.name}
      />
    </Section>
  );
}
