import { errorsText } from "@eventmaster/client/errors-text";
import type { ImportResult } from "@eventmaster/contract/registrations";
import { formatNumber } from "@eventmaster/i18n/format";
import { useText } from "@eventmaster/i18n/locale";
import { Figure } from "@eventmaster/ui/card";
import { KeyValueList } from "@eventmaster/ui/key-value-list";
import { Section } from "@eventmaster/ui/page";
import { Table } from "@eventmaster/ui/table";
import { attendeesText } from "./attendees-text.ts";

/** What came of an import, or would come of it; each faulty row with its line. */
export function ImportOutcome({ result }: { result: ImportResult }) {
  const t = useText(attendeesText);
  const { field: inWords } = useText(errorsText);
  const columnNames: Record<string, string> = t.columnNames;
  return (
    <div>
      <h2 className="mb-4 text-xl font-bold">{result.isApplied ? t.done : t.preview}</h2>
      {result.stoppedBy && <p className="mb-4 rounded-card bg-caution-soft p-4 text-caution">{t.stopped}</p>}
      <div className="grid grid-cols-2 gap-x-6 gap-y-6 sm:grid-cols-4">
        <Figure label={t.rows} value={formatNumber(result.rows)} />
        <Figure
          label={result.isApplied ? t.wereRegistered : t.willRegister}
          value={formatNumber(result.registered)}
        />
        <Figure label={t.newPeople} value={formatNumber(result.newPeople)} />
        <Figure label={t.faulty} value={formatNumber(result.errorCount)} />
      </div>
      <KeyValueList
        className="mt-6"
        items={[
          {
            label: t.registeredAgain,
            value: result.registeredAgain > 0 && formatNumber(result.registeredAgain),
          },
          { label: t.notReached, value: result.notReached > 0 && formatNumber(result.notReached) },
          { label: t.already, value: result.alreadyRegistered > 0 && formatNumber(result.alreadyRegistered) },
          { label: t.repeated, value: result.repeated > 0 && formatNumber(result.repeated) },
        ].filter(({ value }) => value !== false)}
      />
      {result.ignoredColumns.length > 0 && (
        <p className="mt-3 text-sm text-ink-muted">{t.ignored(result.ignoredColumns.join(", "))}</p>
      )}
      {result.errors.length > 0 && (
        <Section title={t.faults}>
          {result.errorCount > result.errors.length && (
            <p className="mb-3 text-ink-muted">{t.firstFaults(result.errors.length)}</p>
          )}
          <Table
            label={t.faults}
            className="sm:max-h-96!"
            columns={[
              { id: "line", header: t.line, isRowHeader: true, cell: (row) => formatNumber(row.line) },
              {
                id: "column",
                header: t.column,
                cell: (row) => (row.field ? (columnNames[row.field] ?? row.field) : t.wholeEvent),
              },
              { id: "fault", header: t.fault, cell: (row) => inWords(row.message) },
            ]}
            rows={result.errors}
            rowKey={(row) => `${row.line}.${row.field ?? ""}.${row.message}`}
          />
        </Section>
      )}
    </div>
  );
}
