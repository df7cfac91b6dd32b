import { DomainError } from "../domain-error.ts";
import type { EventChanges } from "./apply-changes.ts";
import { type EventRow, showEvent } from "./event-view.ts";

/** The fields whose value differs from the event's: saying the same again is no change. */
export function changesTo(event: EventRow, fields: EventChanges): EventChanges {
  const current: Record<string, unknown> = event;
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([field, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(current[field]),
    ),
  );
}

/** The refusal of an edit that was made of an older version: with the event as it is now, and both values of each field. */
export function staleEdit(event: EventRow, fields: EventChanges): DomainError {
  const current: Record<string, unknown> = event;
  const differences = Object.entries(changesTo(event, fields)).map(([field, yours]) => ({
    field,
    yours: plain(yours),
    theirs: plain(current[field]),
  }));
  return new DomainError("stale_version", {
    fields: Object.fromEntries(
      differences.map(({ field, yours, theirs }) => [
        field,
        `Is ${JSON.stringify(theirs)} now; you sent ${JSON.stringify(yours)}`,
      ]),
    ),
    conflict: { current: showEvent(event, { manages: true }), differences },
  });
}

/** As JSON has it: an instant is its text. */
export function plain(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : (value ?? null);
}
