import { describeFailure } from "@eventmaster/client/errors";
import type { Answer } from "./answer.ts";
import { decideHeld, decideWalkIn, type DoorKnowledge } from "./decide-locally.ts";
import { answerOf } from "./decide-online.ts";
import type { DoorRecords } from "./door-records.ts";
import type { OfflineDoor, OfflineDoorOptions, ScanPlace } from "./offline-door.ts";
import { type DoorPerson, type OwnScan, wentThrough } from "./own-scan.ts";
import { pointAt, refusedBy } from "./may-scan.ts";
import { seatsKeptFrom } from "./seats-kept-from.ts";

/** Why this device alone lets nobody in without a ticket. */
export class WalkInRefusal extends Error {
  readonly reason: "not_published" | "event_over" | "name_needed" | "no_seat_yet" | "no_seat";
  constructor(reason: WalkInRefusal["reason"]) {
    super(reason);
    this.reason = reason;
  }
}

/** Milliseconds for the server to register somebody; it does more than for a scan. */
const walkInPatienceMs = 6000;

/** Lets in people without a ticket: by the server if it answers, else by this device alone. */
export function createWalkIn(options: OfflineDoorOptions, records: DoorRecords): OfflineDoor["walkIn"] {
  const { eventId, deviceId, server, keeper, scans, link, pusher } = options;
  const { knowledge, blank, record, shown } = records;

  const isGivenOut = (seatId: string) => scans.of(eventId).some(({ person }) => person?.seatId === seatId);

  /** Whoever is in the list already, or was let in here a moment ago, is no second person. */
  const walkInHere = async (
    door: DoorKnowledge,
    own: OwnScan,
    person: DoorPerson,
    ticketCode: string | null,
  ): Promise<Answer> => {
    const question = { checkInPointId: own.checkInPointId ?? "", direction: "entry" as const, at: own.at };
    const earlier = scans
      .ofEmail(eventId, person.email)
      .find((scan) => wentThrough(scan) && scan.id !== own.id);
    const known = keeper.index.findByEmail(person.email);
    const isLive = known !== null && known.status !== "cancelled";
    if (!isLive && !earlier) refuseWalkIn(door, own, person);
    const local = isLive
      ? decideHeld(door, known, question)
      : decideWalkIn(door, earlier ?? null, person.seatId);
    const isNew = !isLive && !earlier;
    const mine = isNew ? own : { ...own, person: { ...person, seatId: null } };
    const [decided, isSaved] = await record(mine, local, door, person.displayName);
    pusher.soon();
    const answer = shown(decided, isSaved);
    return isNew && answer.kind === "decided" ? { ...answer, ticketCode } : answer;
  };

  return async (scan, somebody) => {
    const refusal = refusedBy(options.attendance.standing());
    if (refusal) return refusal;
    // With a seat of this device there is a code to give them, whether the server answers or not.
    const seat = options.attendance.blankSeat(isGivenOut);
    const person: DoorPerson = { ...somebody, seatId: seat?.id ?? null };
    const door = knowledge();
    const place: ScanPlace = { checkInPointId: options.place().checkInPointId, direction: "entry" };
    const checkInPointId = (door && pointAt(door, place)) ?? place.checkInPointId;
    const own: OwnScan = { ...blank(scan, { ...place, checkInPointId }), person };
    if (link.status() !== "none" || !door) {
      try {
        const request = { eventId, scanId: scan.id, ...person, checkInPointId, deviceId };
        const result = await server.walkIn(request, { signal: AbortSignal.timeout(walkInPatienceMs) });
        const timeZone = door?.event.timeZone ?? "UTC";
        const answer = answerOf(result, { timeZone, now: new Date(own.at) });
        await scans.put({
          ...own,
          registrationId: result.registration?.id ?? null,
          outcome: answer.verdict,
          name: answer.name,
          message: answer.message,
          facts: answer.facts,
          delivery: { state: "sent", at: options.now(), verdict: answer.verdict, conflict: null },
        });
        const isTheirs = seat !== null && result.registration?.id === seat.id;
        return isTheirs ? { ...answer, ticketCode: seat.code } : answer;
      } catch (error) {
        if (!door || describeFailure(error).code !== "network") throw error;
        link.failed();
      }
    }
    return walkInHere(door, own, person, seat?.code ?? null);
  };
}

/** @throws WalkInRefusal */
function refuseWalkIn({ event }: DoorKnowledge, own: OwnScan, person: DoorPerson): void {
  if (event.status !== "published") throw new WalkInRefusal("not_published");
  if (Date.parse(event.endAt) <= own.at) throw new WalkInRefusal("event_over");
  if (person.displayName === null) throw new WalkInRefusal("name_needed");
  // Only a seat that is kept for this device is nobody else's.
  if (person.seatId !== null || person.overrideReason !== null) return;
  throw new WalkInRefusal(own.at < seatsKeptFrom(event) ? "no_seat_yet" : "no_seat");
}
