import type { ScanDirection } from "./decide.ts";

/** A scan that a ticket went through with: an entry that let it in, or an exit. Refused scans are none. */
export interface Passage {
  scanId: string;
  checkInPointId: string;
  direction: ScanDirection;
  /** The device's time, corrected by the server's clock. */
  at: Date;
}

export interface DoorPoint {
  id: string;
  kind: "gate" | "session" | "day";
}

/** One ticket at one check-in point. */
export interface Presence {
  checkInPointId: string;
  /** The admission: the earliest entry, whichever of the devices was heard first. */
  first: Passage;
  /** When it went out after its last entry here; null while it is inside. */
  leftAt: Date | null;
}

/** The order of scans whatever the order of their arrival: by time, and by id where two have the same. */
export function comparePassages(one: Passage, other: Passage): number {
  return one.at.getTime() - other.at.getTime() || (one.scanId < other.scanId ? -1 : 1);
}

/**
 * Where one ticket was admitted and is inside, from all of its passages in any order. Whoever comes in by one gate and
 * goes out by another has left both: gates are doors of one room. A session and a day are rooms of their own.
 */
export function presencesOf(passages: readonly Passage[], points: readonly DoorPoint[]): Presence[] {
  const kinds = kindsOf(points);
  const byPoint = new Map<string, Presence>();
  for (const passage of passages.toSorted(comparePassages)) {
    if (passage.direction === "entry") {
      const earlier = byPoint.get(passage.checkInPointId);
      byPoint.set(passage.checkInPointId, {
        checkInPointId: passage.checkInPointId,
        first: earlier?.first ?? passage,
        leftAt: null,
      });
      continue;
    }
    for (const presence of byPoint.values())
      if (presence.leftAt === null && isSameRoom(kinds, presence.checkInPointId, passage.checkInPointId))
        presence.leftAt = passage.at;
  }
  return [...byPoint.values()];
}

/**
 * What an entry runs into: the ticket's last entry at the same point before it, if it had not left since. Two devices
 * that were offline can both let a ticket in; the later one is a conflict.
 */
export function entryBefore(
  entry: Passage,
  passages: readonly Passage[],
  points: readonly DoorPoint[],
): Passage | null {
  const kinds = kindsOf(points);
  let before: Passage | null = null;
  for (const passage of passages.toSorted(comparePassages)) {
    if (comparePassages(passage, entry) >= 0) break;
    if (passage.direction === "exit") {
      if (isSameRoom(kinds, passage.checkInPointId, entry.checkInPointId)) before = null;
    } else if (passage.checkInPointId === entry.checkInPointId) before = passage;
  }
  return before;
}

function kindsOf(points: readonly DoorPoint[]): Map<string, DoorPoint["kind"]> {
  return new Map(points.map((point) => [point.id, point.kind]));
}

function isSameRoom(kinds: Map<string, DoorPoint["kind"]>, one: string, other: string): boolean {
  return one === other || (kinds.get(one) === "gate" && kinds.get(other) === "gate");
}
