import type { Ticket } from "@eventmaster/contract/registrations";

/** A ticket with a code of the right length and alphabet. */
export function aTicket(fields: Partial<Ticket> = {}): Ticket {
  return {
    id: "0192f0a0-1111-7000-8000-000000000001",
    eventId: "0192f0a0-2222-7000-8000-000000000001",
    eventTitle: "An evening of talks",
    eventStartAt: "2026-03-14T17:00:00.000Z",
    eventEndAt: "2026-03-14T20:00:00.000Z",
    userId: "0192f0a0-3333-7000-8000-000000000001",
    status: "registered",
    createdAt: "2026-01-01T00:00:00.000Z",
    qrCode: `EM1:${"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".repeat(4).slice(0, 150)}`,
    holderName: "Ágnes Müller",
    eventTimeZone: "Europe/Berlin",
    eventLocation: "Hall 1",
    eventCategory: "talk",
    eventStatus: "published",
    ...fields,
  };
}
