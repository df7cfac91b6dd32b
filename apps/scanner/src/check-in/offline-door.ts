import type { ScanDirection } from "@eventmaster/admission/decide";
import { verdictMessage } from "@eventmaster/admission/verdict-message";
import { describeFailure } from "@eventmaster/client/errors";
import type { CheckInResult } from "@eventmaster/contract/check-in";
import type { ScanStore } from "../store/scan-store.ts";
import type { Attendance, Standing } from "../sync/attendance.ts";
import type { DoorServer } from "../sync/door-server.ts";
import { type Link, tooSlowMs } from "../sync/link.ts";
import type { Pusher } from "../sync/pusher.ts";
import type { RosterKeeper } from "../sync/roster-keeper.ts";
import type { ServerClock } from "../sync/server-clock.ts";
import type { Answer, AnswerNote, Scan } from "./answer.ts";
import {
  decideCode,
  decideHeld,
  decideWalkIn,
  type DoorKnowledge,
  type LocalDecision,
} from "./decide-locally.ts";
import { answerOf, decideOnline, notChecked } from "./decide-online.ts";
import { type DoorPerson, type OwnScan, wentThrough } from "./own-scan.ts";
import type { HeldTicket } from "./roster-index.ts";

/** Where and which way, at the moment of a scan. */
export interface ScanPlace {
  checkInPointId: string | null;
  direction: ScanDirection;
}

export interface OfflineDoorOptions {
  eventId: string;
  deviceId: string;
  userId: string;
  attendance: Pick<Attendance, "standing" | "blankSeat" | "hear">;
  ownName: string | null;
  place: () => ScanPlace;
  server: Pick<DoorServer, "verify" | "walkIn">;
  keeper: RosterKeeper;
  scans: ScanStore;
  link: Link;
  clock: ServerClock;
  pusher: Pick<Pusher, "kick">;
  newScanId: () => string;
  /** Milliseconds since 1970 by this device. */
  now: () => number;
  /** Milliseconds of a clock that does not jump. */
  tick: () => number;
}

/**
 * Decides at the door of one event, by what this device knows. The scan is on the disk before the verdict is shown. Only
 * where this device would say yes, and the server has just been answering quickly, it is asked too, for at most 800 ms: so
 * two phones do not both show green while they are online. Knows neither React nor the page.
 */
export interface OfflineDoor {
  /** Never rejects. */
  decide: (scan: Scan & { code: string }) => Promise<Answer>;
  /** Lets in whom somebody found in the roster. */
  admit: (scan: Scan, ticket: HeldTicket) => Promise<Answer>;
  /**
   * Registers somebody at the door and lets them in: by the server if it answers, else by this device, which tells it later.
   * @throws what the server refuses (no name, no seat), and `WalkInRefusal` where this device must refuse
   */
  walkIn: (scan: Scan, person: Omit<DoorPerson, "seatId">) => Promise<Answer>;
  /** Takes back what a scan of this device did: here at once, at the server as soon as it hears of it. */
  undo: (scanId: string, reason: string) => Promise<void>;
  /** Sends a scan again that the server did not want. */
  sendAgain: (scanId: string) => Promise<void>;
}

export function createOfflineDoor(options: OfflineDoorOptions): OfflineDoor {
  const { eventId, deviceId, server, keeper, scans, link, clock, pusher, tick } = options;

  const knowledge = (): DoorKnowledge | null => {
    const { meta } = keeper.state();
    const keys = keeper.keys();
    if (!meta || !keys) return null;
    const { index: roster } = keeper;
    return { event: meta.event, keys, roster, ownScansOf: scans.ofTicket, ownName: options.ownName };
  };

  const blank = (scan: Scan, place: ScanPlace): OwnScan => ({
    id: scan.id,
    eventId,
    at: clock.now(),
    ...place,
    deviceId,
    userId: options.userId,
    source: scan.source,
    code: scan.code,
    person: null,
    registrationId: null,
    outcome: "not_checked",
    isReEntry: false,
    name: null,
    message: "",
    tellAgainAs: null,
    delivery: { state: "undecided" },
    undo: null,
  });

  const record = async (
    own: OwnScan,
    local: LocalDecision,
    door: DoorKnowledge,
    givenName: string | null = null,
  ): Promise<[OwnScan, boolean]> => {
    const { decision, ticket } = local;
    const name = ticket?.holderName ?? givenName;
    const now = new Date(own.at);
    const decided: OwnScan = {
      ...own,
      registrationId: decision.registrationId,
      outcome: decision.verdict,
      isReEntry: decision.isReEntry === true,
      name,
      message: verdictMessage(decision, {
        holderName: name,
        timeZone: door.event.timeZone,
        eventStatus: door.event.status,
        now,
      }),
      delivery: { state: "waiting" },
    };
    return [decided, await scans.put(decided)];
  };

  const isGreen = ({ outcome }: OwnScan) => outcome === "admitted" || outcome === "left";

  /** The server's answer if it comes in time; null if this device's own stands. */
  const ask = async (own: OwnScan & { code: string }): Promise<Answer | null> => {
    const { id: scanId, code: qrCode, checkInPointId, direction } = own;
    const begin = tick();
    let result: CheckInResult;
    try {
      result = await withinMs(
        tooSlowMs,
        server.verify(
          { eventId, scanId, qrCode, checkInPointId, deviceId, direction },
          { signal: AbortSignal.timeout(tooSlowMs) },
        ),
      );
    } catch (error) {
      const refusal = notChecked(error);
      if (refusal.reason === "network") {
        // It may have been heard all the same; sending tells.
        link.failed();
        await scans.put({ ...own, tellAgainAs: options.newScanId() });
        return null;
      }
      link.answered(tick() - begin);
      if (!losesAccess.has(refusal.reason)) return null;
      options.attendance.hear(refusal.reason === "device_revoked" ? "device_revoked" : "duty_ended");
      await scans.put({
        ...own,
        outcome: "not_checked",
        message: refusal.message,
        delivery: { state: "undecided" },
      });
      return refusal;
    }
    link.answered(tick() - begin);
    const registrationId = result.registration?.id ?? null;
    // No more of the name than the roster has: the event may not want it shown.
    const holder = registrationId === null ? null : keeper.index.find(registrationId);
    const timeZone = keeper.state().meta?.event.timeZone ?? "UTC";
    const answer = answerOf(result, { name: holder?.holderName, timeZone, now: new Date(clock.now()) });
    const { verdict, message, name } = answer;
    const delivery = { state: "sent" as const, at: options.now(), verdict, conflict: null };
    const isReEntry = result.isReEntry === true;
    await scans.put({
      ...own,
      code: null,
      outcome: verdict,
      registrationId,
      isReEntry,
      name,
      message,
      delivery,
    });
    return answer;
  };

  const undecided = async (scan: Scan & { code: string }, place: ScanPlace): Promise<Answer> => {
    const at = { eventId, deviceId, ...place };
    const answer = await decideOnline((request, call) => server.verify(request, call), at, scan);
    const own = blank(scan, place);
    const decided = answer.kind === "decided" ? answer : null;
    await scans.put({
      ...own,
      code: decided ? null : scan.code,
      outcome: decided?.verdict ?? "not_checked",
      name: decided?.name ?? null,
      message: answer.message,
      delivery: decided
        ? { state: "sent", at: options.now(), verdict: decided.verdict, conflict: null }
        : { state: "undecided" },
    });
    return answer;
  };

  const shown = (own: OwnScan, isSaved: boolean): Answer => {
    const { outcome, name, message } = own;
    if (outcome === "not_checked") return { kind: "not_checked", reason: "network", message };
    return { kind: "decided", verdict: outcome, name, message, note: noteOf(own, isSaved, keeper) };
  };

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
    pusher.kick();
    const answer = shown(decided, isSaved);
    return isNew && answer.kind === "decided" ? { ...answer, ticketCode } : answer;
  };

  /** @throws WalkInRefusal */
  const refuseWalkIn = ({ event }: DoorKnowledge, own: OwnScan, person: DoorPerson): void => {
    if (event.status !== "published") throw new WalkInRefusal("not_published");
    if (Date.parse(event.endAt) <= own.at) throw new WalkInRefusal("event_over");
    if (person.displayName === null) throw new WalkInRefusal("name_needed");
    // Only a seat that is kept for this device is nobody else's.
    if (person.seatId === null && person.overrideReason === null) throw new WalkInRefusal("no_seat");
  };

  const isGivenOut = (seatId: string) => scans.of(eventId).some(({ person }) => person?.seatId === seatId);

  return {
    async decide(scan) {
      const place = options.place();
      // It was decided, and shown, already.
      const earlier = scans.get(scan.id);
      if (earlier && earlier.outcome !== "not_checked") return shown(earlier, true);
      await keeper.loaded;
      const refusal = refusedBy(options.attendance.standing());
      if (refusal) return refusal;
      const door = knowledge();
      const pointId = door && pointAt(door, place);
      if (!door || pointId === null) return undecided(scan, place);
      const own = blank(scan, { ...place, checkInPointId: pointId });
      const local = decideCode(door, scan.code, {
        checkInPointId: pointId,
        direction: place.direction,
        at: own.at,
      });
      const letGo = scans.hold(own.id);
      try {
        const [decided, isSaved] = await record(own, local, door);
        const answer =
          isGreen(decided) && link.status() === "fast" ? await ask({ ...decided, code: scan.code }) : null;
        return answer ?? shown(decided, isSaved);
      } finally {
        letGo();
        pusher.kick();
      }
    },
    async admit(scan, ticket) {
      const door = knowledge();
      const place = options.place();
      const pointId = door && pointAt(door, place);
      if (!door || pointId === null) return { kind: "not_checked", reason: "network", message: notReady };
      const own = blank(scan, { direction: "entry", checkInPointId: pointId });
      own.person = {
        email: ticket.email ?? "",
        displayName: ticket.holderName,
        overrideReason: null,
        seatId: null,
      };
      const local = decideHeld(door, ticket, { checkInPointId: pointId, direction: "entry", at: own.at });
      const [decided, isSaved] = await record(own, local, door);
      pusher.kick();
      return shown(decided, isSaved);
    },
    async walkIn(scan, somebody) {
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
    },
    async undo(scanId, reason) {
      const scan = scans.get(scanId);
      if (!scan || scan.undo) return;
      // What the server would not have needs no undoing there.
      const state = scan.delivery.state === "refused" ? "done" : "waiting";
      await scans.put({ ...scan, undo: { reason, state, message: null } });
      pusher.kick();
    },
    async sendAgain(scanId) {
      const scan = scans.get(scanId);
      if (scan?.delivery.state !== "refused") return;
      await scans.put({ ...scan, delivery: { state: "waiting" } });
      pusher.kick();
    },
  };
}

/** A device that was told that it has no business at the door lets nobody in, whatever it knows. */
function refusedBy(standing: Standing): Answer | null {
  if (standing === "device_revoked" || standing === "duty_ended")
    return {
      kind: "not_checked",
      reason: standing === "duty_ended" ? "forbidden" : standing,
      message: standing,
    };
  return null;
}

/** Why this device alone lets nobody in without a ticket. */
export class WalkInRefusal extends Error {
  readonly reason: "not_published" | "event_over" | "name_needed" | "no_seat";
  constructor(reason: WalkInRefusal["reason"]) {
    super(reason);
    this.reason = reason;
  }
}

/** Milliseconds for the server to register somebody; it does more than for a scan. */
const walkInPatienceMs = 6000;

/** The chosen point, if there still is one; else the event's first. */
function pointAt({ event }: DoorKnowledge, { checkInPointId }: ScanPlace): string | null {
  const points = event.checkInPoints;
  return (points.find(({ id }) => id === checkInPointId) ?? points[0])?.id ?? null;
}

/** Answers after which this person lets nobody in any more, whatever the device knows. */
const losesAccess: ReadonlySet<string> = new Set(["forbidden", "device_revoked"]);

const notReady = "This device has not loaded the event yet.";

function noteOf(own: OwnScan, isSaved: boolean, keeper: RosterKeeper): AnswerNote | null {
  if (!isSaved) return "unsaved";
  const isKnown = own.registrationId !== null && keeper.index.find(own.registrationId) !== null;
  if (isKnown || (own.outcome !== "admitted" && own.outcome !== "left")) return null;
  return keeper.state().status === "partial" ? "half_roster" : "newer_ticket";
}

/** Whatever the connection does: nobody waits longer. */
function withinMs<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  const timer = setTimeout(() => reject(new Error("Too slow")), ms);
  work.then(resolve, reject).finally(() => clearTimeout(timer));
  return promise;
}
