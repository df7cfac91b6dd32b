import type { KnownAdmission } from "@eventmaster/admission/decide";
import { comparePassages, type DoorPoint, type Passage } from "@eventmaster/admission/passages";
import type { RosterEntry } from "@eventmaster/contract/check-in";

/** A passage with what the door says of it. */
export interface KnownPassage extends Passage {
  admittedBy: string | null;
  deviceId: string | null;
}

/** One ticket at one check-in point. */
export interface HeldPresence {
  checkInPointId: string;
  first: KnownPassage;
  leftAt: Date | null;
}

/**
 * Where a ticket was admitted and is inside: what the roster says, and on top of it what this device knows beyond. The roster
 * tells of a re-entry only that the ticket is inside again, so it is no list of passages that `presencesOf` could read.
 */
export function presencesHere(
  admissions: RosterEntry["admissions"],
  beyond: readonly KnownPassage[],
  points: readonly DoorPoint[],
): HeldPresence[] {
  const kinds = new Map(points.map(({ id, kind }) => [id, kind]));
  const isSameRoom = (one: string, other: string) =>
    one === other || (kinds.get(one) === "gate" && kinds.get(other) === "gate");
  const byPoint = new Map(admissions.map((admission) => [admission.checkInPointId, presenceOf(admission)]));
  for (const passage of beyond.toSorted(comparePassages)) {
    const { checkInPointId, at } = passage;
    if (passage.direction === "exit") {
      for (const presence of byPoint.values())
        if (
          isSameRoom(presence.checkInPointId, checkInPointId) &&
          presence.leftAt === null &&
          presence.first.at < at
        )
          presence.leftAt = at;
      continue;
    }
    const here = byPoint.get(checkInPointId);
    if (!here)
      byPoint.set(checkInPointId, {
        checkInPointId,
        first: passage,
        leftAt: exitAfter(passage, byPoint, isSameRoom),
      });
    else {
      if (comparePassages(passage, here.first) < 0) here.first = passage;
      if (here.leftAt !== null && here.leftAt < at) here.leftAt = null;
    }
  }
  return [...byPoint.values()];
}

/** An entry that is heard of late may be older than the ticket's way out of the same room. */
function exitAfter(
  { checkInPointId, at }: KnownPassage,
  byPoint: ReadonlyMap<string, HeldPresence>,
  isSameRoom: (one: string, other: string) => boolean,
): Date | null {
  for (const other of byPoint.values())
    if (other.leftAt !== null && other.leftAt > at && isSameRoom(other.checkInPointId, checkInPointId))
      return other.leftAt;
  return null;
}

function presenceOf(admission: RosterEntry["admissions"][number]): HeldPresence {
  const { checkInPointId, scanId, admittedBy, deviceId, leftAt } = admission;
  const at = new Date(admission.admittedAt);
  return {
    checkInPointId,
    first: { scanId, checkInPointId, direction: "entry", at, admittedBy, deviceId },
    leftAt: leftAt === null ? null : new Date(leftAt),
  };
}

export function admissionOf(
  { first }: HeldPresence,
  points: readonly { id: string; name: string }[],
): KnownAdmission {
  return {
    admittedAt: first.at,
    admittedBy: first.admittedBy,
    checkPoint: points.find(({ id }) => id === first.checkInPointId)?.name ?? null,
    deviceId: first.deviceId,
  };
}
