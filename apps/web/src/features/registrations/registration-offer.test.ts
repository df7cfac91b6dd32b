import type { Ticket } from "@eventmaster/contract/registrations";
import { describe, expect, it } from "vitest";
import { registrationOffer } from "./registration-offer.ts";

const now = new Date("2026-03-01T09:00:00Z");
const event = {
  status: "published" as const,
  endAt: "2026-03-05T20:00:00Z",
  registrationOpensAt: null,
  registrationClosesAt: null,
  seatsLeft: 7,
};
const ticket = { id: "t", status: "registered" } as Ticket;

describe("registrationOffer", () => {
  it("offers a seat to whoever is signed in", () => {
    expect(registrationOffer(event, null, true, now)).toEqual({ kind: "open", isAgain: false });
  });

  it("asks a stranger to log in", () => {
    expect(registrationOffer(event, null, false, now)).toEqual({ kind: "log_in" });
  });

  it("shows the ticket to whoever holds one, also when the event is full or over", () => {
    const full = { ...event, seatsLeft: 0 };
    expect(registrationOffer(full, ticket, true, now)).toEqual({ kind: "registered", ticket });
    expect(registrationOffer({ ...event, endAt: "2026-02-01T00:00:00Z" }, ticket, true, now).kind).toBe(
      "registered",
    );
  });

  it("offers a seat again after a cancellation", () => {
    const cancelled = { ...ticket, status: "cancelled" } as Ticket;
    expect(registrationOffer(event, cancelled, true, now)).toEqual({ kind: "open", isAgain: true });
  });

  it("says that a full event is full before it asks anybody to log in", () => {
    expect(registrationOffer({ ...event, seatsLeft: 0 }, null, false, now).kind).toBe("full");
  });

  it("knows when registration opens and when it has closed", () => {
    const opensAt = "2026-03-02T09:00:00Z";
    expect(registrationOffer({ ...event, registrationOpensAt: opensAt }, null, true, now)).toEqual({
      kind: "not_open_yet",
      opensAt,
    });
    // Closing counts from its very instant on, as on the server.
    const closedAt = now.toISOString();
    expect(registrationOffer({ ...event, registrationClosesAt: closedAt }, null, true, now)).toEqual({
      kind: "closed",
      closedAt,
    });
  });

  it("is over from its very end on", () => {
    expect(registrationOffer({ ...event, endAt: now.toISOString() }, null, true, now).kind).toBe("over");
  });

  it("puts a cancelled event before everything else", () => {
    expect(registrationOffer({ ...event, status: "cancelled" }, ticket, true, now).kind).toBe("cancelled");
  });

  it("does not offer what is not published", () => {
    expect(registrationOffer({ ...event, status: "pending" }, null, true, now).kind).toBe("not_published");
  });
});
