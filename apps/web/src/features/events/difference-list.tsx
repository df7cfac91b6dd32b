import { formatNumber } from "@eventmaster/i18n/format";
import { useText } from "@eventmaster/i18n/locale";
import { Instant } from "@eventmaster/ui/event-date";
import { uiText } from "@eventmaster/ui/text";
import type { ReactNode } from "react";
import { compareWords } from "./compare-words.ts";
import { differenceText } from "./difference-text.ts";
import type { ShownDifference } from "./shown-revision.ts";

/** What changes, field by field: text word by word, everything else as before and after. */
export function DifferenceList({
  differences,
  timeZone,
}: {
  differences: readonly ShownDifference[];
  /** The event's; without it, times are the reader's own. */
  timeZone?: string | undefined;
}) {
  const fieldName = useFieldName();
  return (
    <dl className="flex flex-col divide-y divide-line">
      {differences.map(({ field, before, after }) => (
        <div key={field} className="grid gap-x-8 gap-y-1 py-3 sm:grid-cols-[10rem_minmax(0,1fr)]">
          <dt className="text-sm font-semibold text-ink-muted sm:pt-0.5">{fieldName(field)}</dt>
          <dd className="min-w-0">
            {typeof before === "string" && typeof after === "string" && isProse(field) ? (
              <TextDifference before={before} after={after} />
            ) : (
              <span className="flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
                <Removed>
                  <FieldValue value={before} timeZone={timeZone} />
                </Removed>
                <Added>
                  <FieldValue value={after} timeZone={timeZone} />
                </Added>
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What a field of an event is called; one that this version does not know, as it is written. */
export function useFieldName(): (field: string) => string {
  const t = useText(differenceText);
  return (field) => {
    const names: Record<string, string> = t.fields;
    return names[field] ?? field;
  };
}

function isProse(field: string): boolean {
  return field === "title" || field === "description" || field === "location";
}

function TextDifference({ before, after }: { before: string; after: string }) {
  return (
    <div className="max-w-prose leading-relaxed break-words whitespace-pre-wrap">
      {compareWords(before, after).map(({ text, in: side }, index) =>
        side === "both" ? (
          // Pieces have no name of their own, and never move.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={index}>{text}</span>
        ) : side === "before" ? (
          // oxlint-disable-next-line react/no-array-index-key
          <Removed key={index}>{text}</Removed>
        ) : (
          // oxlint-disable-next-line react/no-array-index-key
          <Added key={index}>{text}</Added>
        ),
      )}
    </div>
  );
}

function Removed({ children }: { children: ReactNode }) {
  const t = useText(differenceText);
  return (
    <del className="rounded-sm bg-negative-soft px-0.5 text-negative decoration-1">
      <span className="sr-only">{t.removed} </span>
      {children}
    </del>
  );
}

function Added({ children }: { children: ReactNode }) {
  const t = useText(differenceText);
  return (
    <ins className="rounded-sm bg-positive-soft px-0.5 font-medium text-positive decoration-1 underline-offset-3">
      <span className="sr-only">{t.added} </span>
      {children}
    </ins>
  );
}

const instant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/u;

/** A value of an event's field as people read it. */
export function FieldValue({ value, timeZone }: { value: unknown; timeZone?: string | undefined }) {
  const t = useText(differenceText);
  const { categories } = useText(uiText);
  if (typeof value === "string" && instant.test(value)) return <Instant at={value} timeZone={timeZone} />;
  if (typeof value === "number") return formatNumber(value);
  if (Array.isArray(value)) return value.length === 0 ? t.nothing : value.join(", ");
  if (value === null || value === undefined || value === "") return t.nothing;
  if (typeof value !== "string") return JSON.stringify(value);
  const words: Record<string, string> = { ...categories, ...t.values };
  return words[value] ?? value;
}
