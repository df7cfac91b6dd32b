import { type Verdict, verdicts } from "@eventmaster/contract/verdicts";
import { describe, expect, test } from "vitest";
import {
  decide,
  scanGraceMs,
  type DecideInput,
  type Decision,
  type DoorEvent,
  type KnownAdmission,
  type KnownRegistration,
} from "./decide.ts";
import type { ReadTicket } from "./ticket-code.ts";

const eventId = "0190a5b0-0000-7000-8000-000000000001";
const otherEventId = "0190a5b0-0000-7000-8000-000000000002";
const registrationId = "0190a5b0-0000-7000-8000-0000000000ff";
const endAt = new Date("2026-05-03T20:00:00Z");
const lastMoment = new Date(endAt.getTime() + scanGraceMs);
const tooLate = new Date(lastMoment.getTime() + 1);

const identity = { eventId, registrationId, generation: 2 };
const ticket: ReadTicket = { kind: "ticket", identity, keyId: 1 };
const event: DoorEvent = { id: eventId, status: "published", endAt };
const registration: KnownRegistration = { id: registrationId, eventId, status: "registered", generation: 2 };
const admission: KnownAdmission = {
  admittedAt: new Date("2026-05-03T16:42:00Z"),
  admittedBy: "Bob",
  checkPoint: "Gate B",
  deviceId: "device-1",
};
const atTheServer: DecideInput = {
  read: ticket,
  event,
  registration,
  admission: null,
  scannedAt: new Date("2026-05-03T17:00:00Z"),
  rosterIsComplete: true,
};
const offline: DecideInput = { ...atTheServer, rosterIsComplete: false };

const withGeneration = (generation: number): ReadTicket => ({
  kind: "ticket",
  identity: { ...identity, generation },
  keyId: 1,
});
const answer = (verdict: Verdict, id: string | null = registrationId): Decision => ({
  verdict,
  registrationId: id,
  admission: null,
});
const answerAlreadyAdmitted: Decision = { verdict: "already_admitted", registrationId, admission };

describe.each([
  ["the server", atTheServer],
  ["an offline scanner", offline],
])("%s", (_, door) => {
  test("admits a registered ticket", () => {
    expect(decide(door)).toEqual(answer("admitted"));
  });

  test("admits at this check-in point a ticket that was checked in at another", () => {
    const checkedIn = { ...registration, status: "checked_in" } as const;
    expect(decide({ ...door, registration: checkedIn })).toEqual(answer("admitted"));
  });

  test("tells a second scan about the first", () => {
    expect(decide({ ...door, admission })).toEqual(answerAlreadyAdmitted);
  });

  test("answers unknown to a text that is no code", () => {
    expect(decide({ ...door, read: { kind: "unknown" } })).toEqual(answer("unknown", null));
  });

  test("answers forged to a forged code and does not repeat the registration it claims", () => {
    expect(decide({ ...door, read: { kind: "forged", identity } })).toEqual(answer("forged", null));
    expect(decide({ ...door, read: { kind: "forged", identity: null } })).toEqual(answer("forged", null));
  });

  test("answers wrong_event to another event's ticket and does not name its registration", () => {
    const read: ReadTicket = { kind: "ticket", identity: { ...identity, eventId: otherEventId }, keyId: 1 };
    expect(decide({ ...door, read })).toEqual(answer("wrong_event", null));
  });

  test("answers wrong_event to a registration of another event", () => {
    const elsewhere = { ...registration, eventId: otherEventId };
    expect(decide({ ...door, registration: elsewhere })).toEqual(answer("wrong_event", null));
  });

  test("refuses a registration that is not the ticket's", () => {
    const other = { ...registration, id: "0190a5b0-0000-7000-8000-0000000000aa" };
    expect(decide({ ...door, registration: other })).toEqual(answer("unknown", null));
  });

  test("answers cancelled to a ticket of a cancelled event", () => {
    expect(decide({ ...door, event: { ...event, status: "cancelled" } })).toEqual(answer("cancelled"));
  });

  test.each(["pending", "rejected"] as const)("answers not_published while the event is %s", (status) => {
    expect(decide({ ...door, event: { ...event, status } })).toEqual(answer("not_published"));
  });

  test("admits until 12 hours after the event's end, and not a millisecond longer", () => {
    expect(scanGraceMs).toBe(43_200_000);
    expect(decide({ ...door, scannedAt: lastMoment })).toEqual(answer("admitted"));
    expect(decide({ ...door, scannedAt: tooLate })).toEqual(answer("event_over"));
  });

  test("refuses a scan whose time is no time", () => {
    expect(decide({ ...door, scannedAt: new Date(Number.NaN) })).toEqual(answer("event_over"));
  });

  test("answers cancelled to a cancelled registration", () => {
    const cancelled = { ...registration, status: "cancelled" } as const;
    expect(decide({ ...door, registration: cancelled })).toEqual(answer("cancelled"));
  });

  test("answers cancelled to the code from before a re-registration", () => {
    expect(decide({ ...door, read: withGeneration(1) })).toEqual(answer("cancelled"));
  });
});

describe("a ticket on its way out and in again", () => {
  test("leaves, whether it was seen coming in or not", () => {
    for (const earlier of [null, admission])
      expect(decide({ ...atTheServer, direction: "exit", admission: earlier })).toEqual(answer("left"));
  });

  test("comes in again, which is not its admission", () => {
    expect(decide({ ...atTheServer, admission, hasLeft: true })).toEqual({
      ...answer("admitted"),
      isReEntry: true,
    });
  });

  test("is refused on its way out as on its way in, if it is no good", () => {
    const cancelled = { ...registration, status: "cancelled" } as const;
    expect(decide({ ...atTheServer, direction: "exit", registration: cancelled })).toEqual(
      answer("cancelled"),
    );
  });
});

describe("a ticket that is not on the roster", () => {
  test("is unknown at the server", () => {
    expect(decide({ ...atTheServer, registration: null })).toEqual(answer("unknown", null));
  });

  test("is admitted offline on its signature", () => {
    expect(decide({ ...offline, registration: null })).toEqual(answer("admitted"));
  });

  test("is admitted offline only once", () => {
    expect(decide({ ...offline, registration: null, admission })).toEqual(answerAlreadyAdmitted);
  });

  test("names no registration at the server, whatever else is the matter", () => {
    const cancelledEvent = { ...event, status: "cancelled" } as const;
    expect(decide({ ...atTheServer, registration: null, event: cancelledEvent })).toEqual(
      answer("cancelled", null),
    );
  });
});

describe("a ticket newer than the roster", () => {
  const cancelled = { ...registration, status: "cancelled" } as const;

  test("is forged at the server, which signed no such ticket", () => {
    expect(decide({ ...atTheServer, read: withGeneration(3) })).toEqual(answer("forged", null));
  });

  test("is admitted offline on its signature", () => {
    expect(decide({ ...offline, read: withGeneration(3) })).toEqual(answer("admitted"));
  });

  test("is admitted offline although the roster still has the cancellation before it", () => {
    expect(decide({ ...offline, read: withGeneration(3), registration: cancelled })).toEqual(
      answer("admitted"),
    );
  });

  test("is admitted offline only once", () => {
    expect(decide({ ...offline, read: withGeneration(3), admission })).toEqual(answerAlreadyAdmitted);
  });
});

describe("of two reasons the earlier rule answers", () => {
  // In the order of the rules. Each lays its reason over an input that may already have a later one.
  type Spoil = (input: DecideInput) => DecideInput;
  const spoilEvent =
    (change: Partial<DoorEvent>): Spoil =>
    (input) => ({ ...input, event: { ...input.event, ...change } });
  const spoilRegistration =
    (change: Partial<KnownRegistration>): Spoil =>
    (input) => ({
      ...input,
      registration: input.registration && { ...input.registration, ...change },
    });
  const reasons: [string, Verdict, Spoil][] = [
    ["no code of ours", "unknown", (input) => ({ ...input, read: { kind: "unknown" } })],
    ["another event", "wrong_event", spoilEvent({ id: otherEventId })],
    ["a cancelled event", "cancelled", spoilEvent({ status: "cancelled" })],
    ["an unpublished event", "not_published", spoilEvent({ status: "pending" })],
    ["an event that is over", "event_over", (input) => ({ ...input, scannedAt: tooLate })],
    ["not on the complete roster", "unknown", (input) => ({ ...input, registration: null })],
    ["a code that is too new", "forged", spoilRegistration({ generation: 1 })],
    ["an older code", "cancelled", spoilRegistration({ generation: 3 })],
    ["a cancelled registration", "cancelled", spoilRegistration({ status: "cancelled" })],
    ["an earlier admission", "already_admitted", (input) => ({ ...input, admission })],
  ];
  const pairs = reasons.flatMap(([first, verdict, spoil], at) =>
    reasons.slice(at + 1).map(([second, , spoilLater]) => ({ first, second, verdict, spoil, spoilLater })),
  );

  test.each(reasons)("%s alone: %s", (_, verdict, spoil) => {
    expect(decide(spoil(atTheServer)).verdict).toBe(verdict);
  });

  test.each(pairs)("$first before $second: $verdict", ({ verdict, spoil, spoilLater }) => {
    expect(decide(spoil(spoilLater(atTheServer))).verdict).toBe(verdict);
  });

  test("a forged code of a cancelled, finished, other event is still forged", () => {
    const read: ReadTicket = { kind: "forged", identity: { ...identity, eventId: otherEventId } };
    const cancelledEvent = { ...event, status: "cancelled" } as const;
    expect(
      decide({
        ...atTheServer,
        read,
        event: cancelledEvent,
        scannedAt: tooLate,
        registration: null,
        admission,
      }).verdict,
    ).toBe("forged");
  });
});

describe("over every combination of what can be", () => {
  function* everyInput(): Generator<DecideInput> {
    const reads: ReadTicket[] = [
      { kind: "unknown" },
      { kind: "forged", identity: null },
      { kind: "forged", identity },
      { kind: "ticket", identity: { ...identity, eventId: otherEventId }, keyId: 1 },
      withGeneration(1),
      withGeneration(2),
      withGeneration(3),
    ];
    const registrations: (KnownRegistration | null)[] = [null];
    for (const status of ["registered", "checked_in", "cancelled"] as const) {
      registrations.push(
        { ...registration, status },
        { ...registration, status, eventId: otherEventId },
        { ...registration, status, id: "0190a5b0-0000-7000-8000-0000000000aa" },
      );
    }
    for (const read of reads)
      for (const status of ["pending", "published", "rejected", "cancelled"] as const)
        for (const scannedAt of [atTheServer.scannedAt, lastMoment, tooLate, new Date(Number.NaN)])
          for (const known of registrations)
            for (const earlier of [null, admission])
              for (const hasLeft of [false, true])
                for (const direction of ["entry", "exit"] as const)
                  for (const rosterIsComplete of [true, false])
                    yield {
                      read,
                      event: { ...event, status },
                      registration: known,
                      admission: earlier,
                      hasLeft,
                      direction,
                      scannedAt,
                      rosterIsComplete,
                    };
  }

  function mayEnter(input: DecideInput): boolean {
    return (
      input.direction === "entry" && (input.admission === null || input.hasLeft === true) && isGood(input)
    );
  }

  function isGood(input: DecideInput): boolean {
    const { read, registration: known } = input;
    if (read.kind !== "ticket" || read.identity.eventId !== input.event.id) return false;
    if (input.event.status !== "published") return false;
    if (!(input.scannedAt.getTime() - input.event.endAt.getTime() <= 12 * 3_600_000)) return false;
    if (known === null) return !input.rosterIsComplete;
    if (known.id !== read.identity.registrationId || known.eventId !== input.event.id) return false;
    if (read.identity.generation > known.generation) return !input.rosterIsComplete;
    return read.identity.generation === known.generation && known.status !== "cancelled";
  }

  /** How many inputs a decision lets in that may not enter, or keeps out that may. */
  function mistakes(decideAs: (input: DecideInput) => Decision): number {
    return Array.from(everyInput()).filter((input) => {
      return (decideAs(input).verdict === "admitted") !== mayEnter(input);
    }).length;
  }

  test("who may enter is admitted and nobody else", () => {
    expect(mistakes(decide)).toBe(0);
  });

  test("on the way out nobody is refused who holds a good ticket, scanned in or not", () => {
    for (const input of everyInput()) {
      const isAllowed = decide({ ...input, direction: "exit" }).verdict === "left";
      expect(isAllowed).toBe(isGood(input));
    }
  });

  test.each<[string, (input: DecideInput) => DecideInput]>([
    ["the direction", (input) => ({ ...input, direction: "entry" })],
    ["whether the ticket has left", (input) => ({ ...input, hasLeft: false })],
    ["the earlier admission", (input) => ({ ...input, admission: null })],
    ["the event's status", (input) => ({ ...input, event: { ...event, status: "published" } })],
    ["the time", (input) => ({ ...input, scannedAt: endAt })],
    ["the roster", (input) => ({ ...input, registration: null })],
    ["that the roster is complete", (input) => ({ ...input, rosterIsComplete: false })],
    ["the read", (input) => ({ ...input, read: ticket })],
  ])("control: a decision that does not look at %s is caught", (_, blind) => {
    expect(mistakes((input) => decide(blind(input)))).toBeGreaterThan(0);
  });

  test("every verdict is reached, and an earlier admission goes with already_admitted alone", () => {
    const reached = new Set<Verdict>();
    for (const input of everyInput()) {
      const decision = decide(input);
      reached.add(decision.verdict);
      expect(decision.admission).toBe(decision.verdict === "already_admitted" ? input.admission : null);
      if (decision.verdict === "admitted") expect(decision.registrationId).toBe(registrationId);
    }
    expect(reached).toEqual(new Set(verdicts));
  });

  test("the server never names a registration that it does not know", () => {
    for (const input of everyInput()) {
      if (!input.rosterIsComplete || input.registration !== null) continue;
      expect(decide(input).registrationId).toBeNull();
    }
  });
});
