import { composeMail } from "../compose-mail.ts";
import type { Mail } from "../mail.ts";
import { instantText } from "./instant-text.ts";

/** Tells the next person on a waitlist that a seat is theirs for a while. */
export function waitlistOfferMail(about: {
  to: string;
  displayName: string;
  eventTitle: string;
  link: string;
  expiresAt: Date;
  /** The event's. */
  timeZone: string;
}): Mail {
  return composeMail({
    to: about.to,
    kind: "waitlist_offer",
    subject: `A seat is free: ${about.eventTitle}`,
    paragraphs: [
      `Hello ${about.displayName},`,
      `a seat for “${about.eventTitle}” has become free, and you are next on the waitlist.`,
      `It is kept for you until ${instantText(about.expiresAt, about.timeZone)}. After that it goes to the next person.`,
    ],
    action: { label: "Take the seat", link: about.link },
    why: `You get this mail because you joined the waitlist of “${about.eventTitle}”.`,
  });
}
