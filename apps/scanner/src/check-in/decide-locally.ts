import {
  decide,
  type Decision,
  type KnownAdmission,
  type ScanDirection,
} from "@eventmaster/admission/decide";
import { standIn } from "@eventmaster/admission/stand-in";
import { type ReadTicket, readTicketCode, type VerifyingKeys } from "@eventmaster/admission/ticket-code";
import type { RosterMeta } from "../store/roster-store.ts";
import { isTakenBack, type OwnScan, wentThrough } from "./own-scan.ts";
import { admissionOf, type KnownPassage, presencesHere } from "./presence.ts";
import type { HeldTicket, RosterIndex } from "./roster-index.ts";

/** What a device decides by: its roster, and what it scanned itself. */
export interface DoorKnowledge {
  event: RosterMeta["event"];
  keys: VerifyingKeys;
  roster: RosterIndex;
  ownScansOf: (registrationId: string) => readonly OwnScan[];
  /** Who scans here, for the sentence about an admission of this device. */
  ownName: string | null;
}

export interface LocalDecision {
  decision: Decision;
  ticket: HeldTicket | null;
}

interface Question {
  checkInPointId: string;
  direction: ScanDirection;
  /** Milliseconds since 1970, corrected by the server's clock. */
  at: number;
}

/** May the ticket of this code enter? By the same `decide()` as the server, from what this device knows. Pure. */
export function decideCode(door: DoorKnowledge, code: string, question: Question): LocalDecision {
  return decideRead(door, standIn(readTicketCode(code, door.keys), door.roster.aliasOf), question);
}

/** The same for somebody who was found in the roster: it is known which ticket is theirs. */
export function decideHeld(door: DoorKnowledge, ticket: HeldTicket, question: Question): LocalDecision {
  const identity = { eventId: door.event.id, registrationId: ticket.id, generation: ticket.generation };
  return decideRead(door, { kind: "ticket", keyId: 0, identity }, question);
}

/** Somebody without a ticket: let in, unless this device has let in the same person before. */
export function decideWalkIn(
  door: DoorKnowledge,
  earlier: OwnScan | null,
  /** The registration that their seat's code names. */
  seatId: string | null,
): LocalDecision {
  const admission = earlier && {
    admittedAt: new Date(earlier.at),
    admittedBy: door.ownName,
    checkPoint: door.event.checkInPoints.find(({ id }) => id === earlier.checkInPointId)?.name ?? null,
    deviceId: earlier.deviceId,
  };
  const verdict = admission ? "already_admitted" : "admitted";
  return { decision: { verdict, registrationId: admission ? null : seatId, admission }, ticket: null };
}

function decideRead(door: DoorKnowledge, read: ReadTicket, question: Question): LocalDecision {
  const { event, roster } = door;
  const isOurs = read.kind === "ticket" && read.identity.eventId === event.id;
  const ticket = isOurs ? roster.find(read.identity.registrationId) : null;
  const decision = decide({
    read,
    event: { id: event.id, status: event.status, endAt: new Date(event.endAt) },
    registration: ticket && { ...ticket, eventId: event.id },
    ...(isOurs ? presence(door, read.identity.registrationId, question.checkInPointId) : noPresence),
    direction: question.direction,
    scannedAt: new Date(question.at),
    // A ticket may have been sold after the last pull.
    rosterIsComplete: false,
  });
  return { decision, ticket };
}

const noPresence = { admission: null, hasLeft: false };

/** Where the ticket stands at this point, by the roster, by what was heard, and by this device's own scans. */
function presence(
  door: DoorKnowledge,
  registrationId: string,
  pointId: string,
): { admission: KnownAdmission | null; hasLeft: boolean } {
  const { checkInPoints } = door.event;
  const { roster } = door;
  const own = door.ownScansOf(registrationId);
  const takenBack = new Set(own.filter(isTakenBack).map(({ id }) => id));
  const stands = ({ scanId }: { scanId: string }) => !roster.isUndone(scanId) && !takenBack.has(scanId);
  const admissions = (roster.find(registrationId)?.admissions ?? []).filter(stands);
  const beyond = [...roster.heardOf(registrationId), ...passagesOf(door, own, registrationId)].filter(stands);
  const here = presencesHere(admissions, beyond, checkInPoints).find(
    ({ checkInPointId }) => checkInPointId === pointId,
  );
  return here ? { admission: admissionOf(here, checkInPoints), hasLeft: here.leftAt !== null } : noPresence;
}

/** Of this device's scans, those that the server did not have when it told of the ticket. */
function passagesOf(
  { roster, ownName }: DoorKnowledge,
  own: readonly OwnScan[],
  registrationId: string,
): KnownPassage[] {
  const asOf = roster.find(registrationId)?.asOf ?? -Infinity;
  return own.flatMap((scan) => {
    const { id: scanId, checkInPointId, direction, deviceId, delivery } = scan;
    const isTold = delivery.state === "sent" && delivery.at < asOf;
    if (!wentThrough(scan) || checkInPointId === null || isTold) return [];
    return [{ scanId, checkInPointId, direction, at: new Date(scan.at), admittedBy: ownName, deviceId }];
  });
}
