import { composeMail } from "../compose-mail.ts";
import type { Mail } from "../mail.ts";

/** Tells somebody who holds a ticket of a new time or place. */
export function eventChangedMail(about: {
  to: string;
  displayName: string;
  eventTitle: string;
  /** Values as a person reads them. */
  changes: { label: string; before: string; after: string }[];
  link: string;
}): Mail {
  return composeMail({
    to: about.to,
    kind: "event_changed",
    subject: `Changed: ${about.eventTitle}`,
    paragraphs: [
      `Hello ${about.displayName},`,
      `something has changed at “${about.eventTitle}”:`,
      ...about.changes.map(({ label, before, after }) => `${label}: ${after}\n(before: ${before})`),
      "Your ticket stays valid.",
    ],
    action: { label: "Open the event", link: about.link },
    why: `You get this mail because you hold a ticket for “${about.eventTitle}”.`,
  });
}
