import type { ReadTicket } from "@eventmaster/admission/ticket-code";
import type { QueuedScan } from "@eventmaster/contract/check-in";

/** Tickets that are worked off at the same time: a batch waits for the database most of its time. */
const laneCount = 4;
/** Scans of one transaction: others who scan the same tickets wait for so many at most. */
const chunkSize = 25;

export interface Row {
  /** Its place in the batch. */
  at: number;
  scan: QueuedScan;
  read: ReadTicket;
}

/** In the order of their scan; scans of one ticket stay together, and walk-ins, who compete for seats. */
export function lanesOf(rows: Row[]): Row[][] {
  const inOrder = rows.toSorted(
    ({ scan: one }, { scan: other }) =>
      one.scannedAt.getTime() - other.scannedAt.getTime() || (one.scanId < other.scanId ? -1 : 1),
  );
  const seats = new Set(rows.flatMap(({ scan }) => scan.seatId ?? []));
  const laneOf = new Map<string, number>();
  const lanes: Row[][] = Array.from({ length: laneCount }, () => []);
  for (const row of inOrder) {
    const named = row.read.kind === "ticket" ? row.read.identity.registrationId : null;
    // The code of a seat that was given to a walk-in of this batch comes after that walk-in.
    const ticket = named === null || seats.has(named) ? "no ticket yet" : named;
    const lane = laneOf.get(ticket) ?? laneOf.size % laneCount;
    laneOf.set(ticket, lane);
    lanes[lane]?.push(row);
  }
  return lanes;
}

/** Scans of tickets in chunks, each ordered by ticket; a walk-in by itself, in its place. */
export function chunksOf(lane: Row[]): Row[][] {
  const chunks: Row[][] = [];
  for (const row of lane) {
    const last = chunks.at(-1);
    const joins = isOfTicket(row) && last?.every(isOfTicket) && last.length < chunkSize;
    if (joins) last?.push(row);
    else chunks.push([row]);
  }
  return chunks;
}

function isOfTicket({ read, scan }: Row): boolean {
  return read.kind === "ticket" && typeof scan.email !== "string";
}

export function ticketOf({ read }: Row): string {
  return read.kind === "ticket" ? read.identity.registrationId : "";
}
