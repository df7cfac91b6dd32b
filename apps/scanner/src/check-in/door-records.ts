import { verdictMessage } from "@eventmaster/admission/verdict-message";
import type { Answer, AnswerNote, Scan } from "./answer.ts";
import type { DoorKnowledge, LocalDecision } from "./decide-locally.ts";
import type { RosterKeeper } from "../sync/roster-keeper.ts";
import type { OfflineDoorOptions, ScanPlace } from "./offline-door.ts";
import type { OwnScan } from "./own-scan.ts";
import { factsOf } from "./verdict-facts.ts";

/** What becomes of a scan at this device: a row of its own, kept before it is shown. */
export interface DoorRecords {
  /** What this device decides by; null before it has a roster. */
  knowledge: () => DoorKnowledge | null;
  blank: (scan: Scan, place: ScanPlace) => OwnScan;
  /** Keeps what this device decided; resolves to it, and to whether it is on the disk. */
  record: (
    own: OwnScan,
    local: LocalDecision,
    door: DoorKnowledge,
    givenName?: string | null,
  ) => Promise<[OwnScan, boolean]>;
  shown: (own: OwnScan, isSaved: boolean) => Answer;
}

export function createDoorRecords(options: OfflineDoorOptions): DoorRecords {
  const { eventId, deviceId, keeper, scans, clock } = options;
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
    facts: null,
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
    const { timeZone, status: eventStatus } = door.event;
    const decided: OwnScan = {
      ...own,
      registrationId: decision.registrationId,
      outcome: decision.verdict,
      isReEntry: decision.isReEntry === true,
      name,
      message: verdictMessage(decision, { holderName: name, timeZone, eventStatus, now: new Date(own.at) }),
      facts: factsOf(decision, { at: own.at, timeZone, eventStatus }),
      delivery: { state: "waiting" },
    };
    return [decided, await scans.put(decided)];
  };

  const shown = (own: OwnScan, isSaved: boolean): Answer => {
    const { outcome, name, message, facts = null } = own;
    if (outcome === "not_checked") return { kind: "not_checked", reason: "network", message };
    return { kind: "decided", verdict: outcome, name, message, facts, note: noteOf(own, isSaved, keeper) };
  };

  return { knowledge, blank, record, shown };
}

function noteOf(own: OwnScan, isSaved: boolean, keeper: RosterKeeper): AnswerNote | null {
  if (!isSaved) return "unsaved";
  const isKnown = own.registrationId !== null && keeper.index.find(own.registrationId) !== null;
  if (isKnown || (own.outcome !== "admitted" && own.outcome !== "left")) return null;
  return keeper.state().status === "partial" ? "half_roster" : "newer_ticket";
}
