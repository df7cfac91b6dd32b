import { composeMail } from "../compose-mail.ts";
import type { Mail } from "../mail.ts";

/** Tells somebody on a waitlist that no seat comes any more. */
export function waitlistClosedMail(about: {
  to: string;
  displayName: string;
  eventTitle: string;
  cause: "event_cancelled" | "event_begun";
  reason: string | null;
  link: string;
}): Mail {
  return composeMail({
    to: about.to,
    kind: "waitlist_closed",
    subject: `No seat: ${about.eventTitle}`,
    paragraphs: [
      `Hello ${about.displayName},`,
      about.cause === "event_cancelled"
        ? `“${about.eventTitle}” does not take place, so you do not wait for a seat any more.`
        : `“${about.eventTitle}” begins, and no seat has become free for you. The waitlist is closed.`,
      ...(about.reason ? [`The organizer says: ${about.reason}`] : []),
    ],
    action: { label: "Open the event", link: about.link },
    why: `You get this mail because you were on the waitlist of “${about.eventTitle}”.`,
  });
}
