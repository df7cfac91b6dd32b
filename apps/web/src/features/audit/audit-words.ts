import { formatNumber } from "@eventmaster/i18n/format";
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
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${fieldName(name)}: ${valueText(value)}`);
  if (isRecord(before) && isRecord(after))
    for (const [name, value] of Object.entries(after))
      parts.unshift(`${fieldName(name)}: ${valueText(before[name])} → ${valueText(value)}`);
  else if (after !== undefined) parts.unshift(`${valueText(before)} → ${valueText(after)}`);
  return parts.join(" · ");
}

function valueText(value: unknown): string {
  if (value === null || value === undefined) return textOf(auditText).nothingThere;
  if (typeof value === "number") return formatNumber(value);
  if (typeof value === "string" && /^[0-9a-f]{8}-[0-9a-f-]{27}$/u.test(value)) return shortId(value);
  if (typeof value === "string") return value.length > 60 ? `${value.slice(0, 60)}…` : value;
  if (typeof value === "boolean") return value ? textOf(auditText).yes : textOf(auditText).no;
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value.join(", ");
  return JSON.stringify(value) ?? textOf(auditText).nothingThere;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
