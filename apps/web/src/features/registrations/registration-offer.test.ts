import type { Ticket } from "@eventmaster/contract/registrations";
import type { WaitlistEntry } from "@eventmaster/contract/waitlist";
import { describe, expect, it } from "vitest";
import { registrationOffer } from "./registration-offer.ts";

const now = new Date("2026-03-01T09:00:00Z");
const event = {
  status: "published" as const,
  startAt: "2026-03-05T18:00:00Z",
  endAt: "2026-03-05T20:00:00Z",
  registrationOpensAt: null,
  registrationClosesAt: null,
  seatsLeft: 7,
};
const here = { isSignedIn: true, ticket: null, entry: null };
const stranger = { isSignedIn: false, ticket: null, entry: null };
const ticket = { id: "t", status: "registered" } as Ticket;

describe("registrationOffer", () => {
  it("offers a seat to whoever is signed in", () => {
    expect(registrationOffer(event, here, now)).toEqual({ kind: "open", isAgain: false });
  });

  it("asks a stranger to log in", () => {
    expect(registrationOffer(event, stranger, now)).toEqual({ kind: "log_in" });
  });

  it("shows the ticket to whoever holds one, also when the event is full or over", () => {
    const full = { ...event, seatsLeft: 0 };
    expect(registrationOffer(full, { ...here, ticket }, now)).toEqual({ kind: "registered", ticket });
    expect(
      registrationOffer({ ...event, endAt: "2026-02-01T00:00:00Z" }, { ...here, ticket }, now).kind,
    ).toBe("registered");
  });

  it("offers a seat again after a cancellation", () => {
    const cancelled = { ...ticket, status: "cancelled" } as Ticket;
    expect(registrationOffer(event, { ...here, ticket: cancelled }, now)).toEqual({
      kind: "open",
      isAgain: true,
    });
  });

  it("says that a full event is full before it asks anybody to log in", () => {
    expect(registrationOffer({ ...event, seatsLeft: 0 }, stranger, now).kind).toBe("full");
  });

  it("knows when registration opens and when it has closed", () => {
    const opensAt = "2026-03-02T09:00:00Z";
    expect(registrationOffer({ ...event, registrationOpensAt: opensAt }, here, now)).toEqual({
      kind: "not_open_yet",
      opensAt,
    });
    // Closing counts from its very instant on, as on the server.
    const closedAt = now.toISOString();
    expect(registrationOffer({ ...event, registrationClosesAt: closedAt }, here, now)).toEqual({
      kind: "closed",
      closedAt,
    });
  });

  it("is over from its very end on", () => {
    expect(registrationOffer({ ...event, endAt: now.toISOString() }, here, now).kind).toBe("over");
  });

  it("puts a cancelled event before everything else", () => {
    expect(registrationOffer({ ...event, status: "cancelled" }, { ...here, ticket }, now).kind).toBe(
      "cancelled",
    );
  });

  it("does not offer what is not published", () => {
    expect(registrationOffer({ ...event, status: "pending" }, here, now).kind).toBe("not_published");
  });

  it("tells who waits their place, and offers the waitlist to who does not, until the event begins", () => {
    const full = { ...event, seatsLeft: 0 };
    const entry = { status: "waiting", position: 3, offerExpiresAt: null } as WaitlistEntry;
    expect(registrationOffer(full, { ...here, entry }, now)).toEqual({ kind: "waiting", position: 3 });
    expect(registrationOffer(full, here, now)).toEqual({ kind: "full", mayWait: true, isSignedIn: true });
    const begun = { ...full, startAt: now.toISOString() };
    expect(registrationOffer(begun, here, now)).toMatchObject({ kind: "full", mayWait: false });
  });

  it("puts a seat that is held before a registration that has closed, as long as it is held", () => {
    const expiresAt = "2026-03-01T12:00:00Z";
    const entry = { status: "offered", position: null, offerExpiresAt: expiresAt } as WaitlistEntry;
    const closed = { ...event, seatsLeft: 0, registrationClosesAt: "2026-02-28T00:00:00Z" };
    expect(registrationOffer(closed, { ...here, entry }, now)).toEqual({ kind: "offered", expiresAt });
    expect(registrationOffer(closed, { ...here, entry }, new Date(expiresAt)).kind).toBe("closed");
  });
});
