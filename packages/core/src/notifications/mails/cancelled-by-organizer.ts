import { composeMail } from "../compose-mail.ts";
import type { Mail } from "../mail.ts";

/** Tells somebody that an organizer has cancelled their registration. */
export function cancelledByOrganizerMail(about: {
  to: string;
  displayName: string;
  eventTitle: string;
  reason: string | null;
  link: string;
}): Mail {
  return composeMail({
    to: about.to,
    kind: "cancelled_by_organizer",
    subject: `Your registration was cancelled: ${about.eventTitle}`,
    paragraphs: [
      `Hello ${about.displayName},`,
      `the organizer has cancelled your registration for “${about.eventTitle}”. Your ticket is no longer valid.`,
      ...(about.reason ? [`The organizer says: ${about.reason}`] : []),
    ],
    action: { label: "Open the event", link: about.link },
    why: `You get this mail because you held a ticket for “${about.eventTitle}”.`,
  });
}
