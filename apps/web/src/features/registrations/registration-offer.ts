import type { Event } from "@eventmaster/contract/events";
import type { Ticket } from "@eventmaster/contract/registrations";
import type { WaitlistEntry } from "@eventmaster/contract/waitlist";

/** What an event's page offers its reader: the one thing to press, or the reason why there is none. */
export type Offer =
  | { kind: "registered"; ticket: Ticket }
  | { kind: "cancelled" }
  | { kind: "not_published" }
  | { kind: "over" }
  | { kind: "not_open_yet"; opensAt: string }
  | { kind: "closed"; closedAt: string }
  | { kind: "offered"; expiresAt: string }
  | { kind: "waiting"; position: number }
  | { kind: "full"; mayWait: boolean; isSignedIn: boolean }
  | { kind: "log_in" }
  | { kind: "open"; isAgain: boolean };

type Registrable = Pick<
  Event,
  "status" | "startAt" | "endAt" | "registrationOpensAt" | "registrationClosesAt" | "seatsLeft"
>;

interface Reader {
  isSignedIn: boolean;
  ticket: Ticket | null;
  /** Their place on the event's waitlist. */
  entry: WaitlistEntry | null;
}

/** In the order the server checks (CONTRACT §3), so that page and server give the same reason. */
export function registrationOffer(
  event: Registrable,
  { isSignedIn, ticket, entry }: Reader,
  now: Date,
): Offer {
  if (event.status === "cancelled") return { kind: "cancelled" };
  if (ticket && ticket.status !== "cancelled") return { kind: "registered", ticket };
  if (event.status !== "published") return { kind: "not_published" };
  if (new Date(event.endAt) <= now) return { kind: "over" };
  const expiresAt = entry?.status === "offered" ? entry.offerExpiresAt : null;
  if (expiresAt !== null && now < new Date(expiresAt)) return { kind: "offered", expiresAt };
  const { registrationOpensAt: opensAt, registrationClosesAt: closedAt } = event;
  if (opensAt !== null && now < new Date(opensAt)) return { kind: "not_open_yet", opensAt };
  if (closedAt !== null && now >= new Date(closedAt)) return { kind: "closed", closedAt };
  if (event.seatsLeft <= 0) {
    if (entry?.status === "waiting" && entry.position !== null)
      return { kind: "waiting", position: entry.position };
    // The waitlist closes when the event begins.
    return { kind: "full", mayWait: now < new Date(event.startAt), isSignedIn };
  }
  if (!isSignedIn) return { kind: "log_in" };
  return { kind: "open", isAgain: ticket !== null };
}
