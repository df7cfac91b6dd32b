import { dateFormat, formatNumber } from "@eventmaster/i18n/format";
import { textOf, useText } from "@eventmaster/i18n/locale";
import { auditText } from "./text.ts";

/** Every action that has words, in their order. */
export const knownActions = Object.keys(auditText.words.actions).toSorted();

export const knownSubjects = Object.keys(auditText.words.subjects);

/** What the log's actions are called; one that is not known here is shown as it is written. */
export function actionWords(action: string): string {
  const words: Record<string, string> = textOf(auditText).actions;
  return words[action] ?? action;
}

export function useActionWords(): (action: string) => string {
  useText(auditText);
  return actionWords;
}

export function subjectWords(subjectType: string): string {
  const words: Record<string, string> = textOf(auditText).subjects;
  return words[subjectType] ?? subjectType;
}

/** The end of an id is what tells two of one minute apart. */
export function shortId(id: string): string {
  return `…${id.slice(-8)}`;
}

/** Details in one line: "status: pending", and what changed as "before → after". */
export function detailsText(
  details: Record<string, unknown>,
  fieldName: (field: string) => string = (field) => field,
): string {
  const { before, after, ...rest } = details;
  const parts = Object.entries(rest)
    .filter(([name, value]) => value !== null && value !== undefined && !isFirstTicket(name, value))
    .map(
      ([name, value]) =>
        `${fieldName(name)}: ${name === "fields" ? namesText(value, fieldName) : valueText(value, name)}`,
    );
  if (isRecord(before) && isRecord(after))
    for (const [name, value] of Object.entries(after))
      parts.unshift(`${fieldName(name)}: ${valueText(before[name], name)} → ${valueText(value, name)}`);
  else if (after !== undefined) parts.unshift(`${valueText(before)} → ${valueText(after)}`);
  return parts.join(" · ");
}

/** Names of fields are said as fields are called elsewhere. */
function namesText(value: unknown, fieldName: (field: string) => string): string {
  if (!Array.isArray(value)) return valueText(value);
  return value.map((name) => (typeof name === "string" ? fieldName(name) : valueText(name))).join(", ");
}

/** Nearly every registration is given one ticket: that is no news. A second one is. */
function isFirstTicket(name: string, value: unknown): boolean {
  return name === "generation" && value === 1;
}

/** A value as its reader's language has it; of what changed as a whole, `name` is not told. */
function valueText(value: unknown, name?: string): string {
  if (value === null || value === undefined) return textOf(auditText).nothingThere;
  if (typeof value === "number") return formatNumber(value);
  if (typeof value === "string" && /^[0-9a-f]{8}-[0-9a-f-]{27}$/u.test(value)) return shortId(value);
  if (typeof value === "string" && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/u.test(value))
    return dateFormat({ dateStyle: "medium", timeStyle: "short" }).format(new Date(value));
  const word = typeof value === "string" ? knownValue(value, name) : undefined;
  if (word !== undefined) return word;
  if (typeof value === "string") return value.length > 60 ? `${value.slice(0, 60)}…` : value;
  if (typeof value === "boolean") return value ? textOf(auditText).yes : textOf(auditText).no;
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value.join(", ");
  return JSON.stringify(value) ?? textOf(auditText).nothingThere;
}

/** Only of fields that hold one of a few values: what people wrote stays as they wrote it. */
function knownValue(value: string, name: string | undefined): string | undefined {
  const { role, status, ...values } = textOf(auditText).values;
  const ofField: Record<string, Record<string, string>> = { ...values, role, status };
  const words: Record<string, string> = name === undefined ? { ...role, ...status } : (ofField[name] ?? {});
  return words[value];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
