import { composeMail } from "../compose-mail.ts";
import type { Mail } from "../mail.ts";

/** Tells somebody who holds a ticket that the event does not take place. */
export function eventCancelledMail(about: {
  to: string;
  displayName: string;
  eventTitle: string;
  reason: string | null;
  link: string;
}): Mail {
  return composeMail({
    to: about.to,
    kind: "event_cancelled",
    subject: `Cancelled: ${about.eventTitle}`,
    paragraphs: [
      `Hello ${about.displayName},`,
      `“${about.eventTitle}” does not take place. Your ticket is no longer valid.`,
      ...(about.reason ? [`The organizer says: ${about.reason}`] : []),
    ],
    action: { label: "Open the event", link: about.link },
    why: `You get this mail because you held a ticket for “${about.eventTitle}”.`,
  });
}
