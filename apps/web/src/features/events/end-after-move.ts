import { endAtSameLength } from "@eventmaster/ui/zoned-date-time";

/**
 * Where the end goes when the start is moved: the event lasts as long as before; a new one two hours.
 * All in UTC ISO 8601; "" is empty.
 */
export function endAfterMove(
  before: { startAt: string; endAt: string; timeZone: string },
  startAt: string,
): string {
  const start = Date.parse(startAt);
  if (Number.isNaN(start)) return before.endAt;
  if (Date.parse(before.endAt) > Date.parse(before.startAt))
    return endAtSameLength(before, startAt, before.timeZone);
  if (before.endAt === "") return new Date(start + 2 * 3_600_000).toISOString();
  return before.endAt;
}
