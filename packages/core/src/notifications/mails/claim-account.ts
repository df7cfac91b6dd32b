import { composeMail } from "../compose-mail.ts";
import type { Mail } from "../mail.ts";

/** Offers the account to somebody who was registered by others, at the door or from a list. */
export function claimAccountMail(about: {
  to: string;
  displayName: string;
  eventTitle: string;
  link: string;
}): Mail {
  return composeMail({
    to: about.to,
    kind: "claim_account",
    subject: `Your account for ${about.eventTitle}`,
    paragraphs: [
      `Hello ${about.displayName},`,
      `you were registered for “${about.eventTitle}”. Choose a password, and you can see your ticket and register for other events yourself.`,
    ],
    action: { label: "Choose a password", link: about.link },
    why: `You get this mail because the organizer of “${about.eventTitle}” registered you with this address. Without a password nobody can use the account.`,
  });
}
