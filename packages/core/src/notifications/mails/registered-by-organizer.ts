import { composeMail } from "../compose-mail.ts";
import type { Mail } from "../mail.ts";
import { instantText } from "./instant-text.ts";

/** Tells somebody with an account that an organizer has registered them. */
export function registeredByOrganizerMail(about: {
  to: string;
  displayName: string;
  eventTitle: string;
  startAt: Date;
  /** The event's. */
  timeZone: string;
  location: string;
  link: string;
}): Mail {
  return composeMail({
    to: about.to,
    kind: "registered_by_organizer",
    subject: `You are registered: ${about.eventTitle}`,
    paragraphs: [
      `Hello ${about.displayName},`,
      `the organizer has registered you for “${about.eventTitle}”.`,
      `Begins: ${instantText(about.startAt, about.timeZone)}\nPlace: ${about.location}`,
      "Your ticket is in your account. If you cannot come, cancel it there, and somebody else gets the seat.",
    ],
    action: { label: "Open your ticket", link: about.link },
    why: `You get this mail because an organizer registered you for “${about.eventTitle}”.`,
  });
}
