import type { Event } from "@eventmaster/contract/events";
import type { Ticket } from "@eventmaster/contract/registrations";

/** What an event's page offers its reader: the one thing to press, or the reason why there is none. */
export type Offer =
  | { kind: "registered"; ticket: Ticket }
  | { kind: "cancelled" }
  | { kind: "not_published" }
  | { kind: "over" }
  | { kind: "not_open_yet"; opensAt: string }
  | { kind: "closed"; closedAt: string }
  | { kind: "full" }
  | { kind: "log_in" }
  | { kind: "open"; isAgain: boolean };

type Registrable = Pick<
  Event,
  "status" | "endAt" | "registrationOpensAt" | "registrationClosesAt" | "seatsLeft"
>;

/** In the order the server checks (CONTRACT §3), so that page and server give the same reason. */
export function registrationOffer(
  event: Registrable,
  ticket: Ticket | null,
  isSignedIn: boolean,
  now: Date,
): Offer {
  if (event.status === "cancelled") return { kind: "cancelled" };
  if (ticket && ticket.status !== "cancelled") return { kind: "registered", ticket };
  if (event.status !== "published") return { kind: "not_published" };
  if (new Date(event.endAt) <= now) return { kind: "over" };
  const { registrationOpensAt: opensAt, registrationClosesAt: closedAt } = event;
  if (opensAt !== null && now < new Date(opensAt)) return { kind: "not_open_yet", opensAt };
  if (closedAt !== null && now >= new Date(closedAt)) return { kind: "closed", closedAt };
  if (event.seatsLeft <= 0) return { kind: "full" };
  if (!isSignedIn) return { kind: "log_in" };
  return { kind: "open", isAgain: ticket !== null };
}
