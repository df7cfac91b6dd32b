import { DomainError } from "@eventmaster/core/domain-error";

/** `eventId` → `event_id`, and what `hidden` made of a key → that key. */
export function toSnakeCase(key: string): string {
  return key.replaceAll(
    /\$(.)|[A-Z]/gu,
    (letter, hiddenLetter?: string) => hiddenLetter ?? `_${letter.toLowerCase()}`,
  );
}

/** `event_id` → `eventId`. A key that is in our case already is none of REST's, and stays unknown to every schema. */
export function toCamelCase(key: string): string {
  if (/^[a-z][a-zA-Z\d]*$/u.test(key) && /[A-Z]/u.test(key))
    return key.replaceAll(/[A-Z]/gu, (letter) => `$${letter}`);
  return key.replaceAll(/\$|_([a-z0-9])/gu, (_, letter?: string) => letter?.toUpperCase() ?? "$$");
}

/** The same key as one that no schema knows: it is refused under its own name. */
export function hidden(camelCased: string): string {
  return `$${camelCased}`;
}

/** Deeper than any input of ours; a body of a million brackets must not use up the stack. */
const deepest = 32;

/**
 * The same value with every object's keys renamed, at every depth.
 * @throws bad_request when it is nested deeper than any input of ours
 */
export function mapKeys(value: unknown, rename: (key: string) => string, depth = 0): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (depth > deepest) throw new DomainError("bad_request", { message: "The request is nested too deeply." });
  if (Array.isArray(value)) return value.map((entry) => mapKeys(entry, rename, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [rename(key), mapKeys(entry, rename, depth + 1)]),
  );
}

/** An answer in REST's words: what names a field (`field` of a difference, of a row's error) is renamed like the field. */
export function inSnakeCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inSnakeCase);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      toSnakeCase(key),
      key === "field" && typeof entry === "string" ? toSnakeCase(entry) : inSnakeCase(entry),
    ]),
  );
}
