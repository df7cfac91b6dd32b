import { expect, test } from "vitest";
import { standIn } from "./stand-in.ts";
import type { ReadTicket } from "./ticket-code.ts";

const ticket: ReadTicket = {
  kind: "ticket",
  keyId: 1,
  identity: { eventId: "event", registrationId: "seat", generation: 1 },
};
const alias = { id: "seat", registrationId: "theirs", generation: 3 };
const aliasOf = (id: string) => (id === alias.id ? alias : undefined);

test("a code that stands for another registration is read as that one's", () => {
  expect(standIn(ticket, aliasOf)).toEqual({
    kind: "ticket",
    keyId: 1,
    identity: { eventId: "event", registrationId: "theirs", generation: 3 },
  });
});

test("all other codes are what they are", () => {
  const other: ReadTicket = { ...ticket, identity: { ...ticket.identity, registrationId: "another" } };
  const forged: ReadTicket = { kind: "forged", identity: ticket.identity };
  for (const read of [other, forged, { kind: "unknown" } as const]) expect(standIn(read, aliasOf)).toBe(read);
});
