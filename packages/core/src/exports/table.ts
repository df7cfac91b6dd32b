/** One kind of file with a table in it. */
export type Cell =
  | { text: string }
  /** Nothing that a person typed: an id, a status, an instant. */
  | { word: string }
  /** Wall-clock time, in the zone that its column names. */
  | { clock: Date }
  | null;

export interface Table {
  columns: { header: string; kind?: "clock" | undefined }[];
  /** In pieces, each made when the one before it has been taken. */
  rows: AsyncIterable<Cell[][]>;
}

/**
 * Turns instants into a zone's wall-clock time, kept in a date's UTC fields. Zones change their clocks at full quarters of an
 * hour, so one look-up serves all instants of one.
 */
export function createClock(timeZone: string): (at: Date) => Date {
  const quarter = 15 * 60_000;
  const format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  const offsets = new Map<number, number>();
  return (at) => {
    const key = Math.floor(at.getTime() / quarter);
    let offset = offsets.get(key);
    if (offset === undefined) {
      offset = offsetIn(format.format(at));
      if (offsets.size < 100_000) offsets.set(key, offset);
    }
    return new Date(at.getTime() + offset);
  };
}

/** Milliseconds of "3/14/2026, GMT+05:45"; "GMT" alone is none. */
function offsetIn(text: string): number {
  const [, sign, hours, minutes, seconds = "0"] = /GMT([+-])(\d+):(\d+)(?::(\d+))?$/u.exec(text) ?? [];
  if (sign === undefined) return 0;
  const amount = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return sign === "-" ? -amount : amount;
}

/** "2026-03-14 18:00:00": what spreadsheets read as a time, in any language. */
export function clockText(clock: Date): string {
  return clock.toISOString().slice(0, 19).replace("T", " ");
}
