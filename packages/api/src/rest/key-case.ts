import { DomainError } from "@eventmaster/core/domain-error";

/** `eventId` → `event_id`. */
export function toSnakeCase(key: string): string {
  return key.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
}

/** `event_id` → `eventId`. */
export function toCamelCase(key: string): string {
  return key.replaceAll(/_([a-z0-9])/gu, (_, letter: string) => letter.toUpperCase());
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
