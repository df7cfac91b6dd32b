import { composeMail } from "../compose-mail.ts";
import type { Mail } from "../mail.ts";
import { instantText } from "./instant-text.ts";

/** Tells somebody that an event is gone altogether: there is no page left to look at. */
export function eventDeletedMail(about: {
  to: string;
  displayName: string;
  eventTitle: string;
  startAt: Date;
  /** The event's. */
  timeZone: string;
  heldTicket: boolean;
}): Mail {
  const role = about.heldTicket ? "held a ticket for" : "were on the waitlist of";
  return composeMail({
    to: about.to,
    kind: "event_deleted",
    subject: `Removed: ${about.eventTitle}`,
    paragraphs: [
      `Hello ${about.displayName},`,
      `“${about.eventTitle}” on ${instantText(about.startAt, about.timeZone)} was removed and does not take place.`,
      ...(about.heldTicket ? ["Your ticket is no longer valid."] : []),
    ],
    why: `You get this mail because you ${role} “${about.eventTitle}”.`,
  });
}
