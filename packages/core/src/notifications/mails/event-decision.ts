import { composeMail } from "../compose-mail.ts";
import type { Mail } from "../mail.ts";

const decisions = {
  event_approved: {
    subject: "Published",
    sentence: (title: string) => `“${title}” was approved: people can find it and register now.`,
  },
  event_rejected: {
    subject: "Not published",
    sentence: (title: string) => `“${title}” was not approved. You can change it and send it in again.`,
  },
  revision_accepted: {
    subject: "Changes published",
    sentence: (title: string) => `your changes of “${title}” were accepted and are visible now.`,
  },
  revision_refused: {
    subject: "Changes not published",
    sentence: (title: string) =>
      `your changes of “${title}” were not accepted. The published version stays as it is.`,
  },
};

/** Tells the organizer what an admin decided on an event or on a proposed revision. */
export function eventDecisionMail(about: {
  to: string;
  displayName: string;
  eventTitle: string;
  decision: keyof typeof decisions;
  reason: string | null;
  link: string;
}): Mail {
  const { subject, sentence } = decisions[about.decision];
  return composeMail({
    to: about.to,
    kind: about.decision,
    subject: `${subject}: ${about.eventTitle}`,
    paragraphs: [
      `Hello ${about.displayName},`,
      sentence(about.eventTitle),
      ...(about.reason ? [`The reason given: ${about.reason}`] : []),
    ],
    action: { label: "Open the event", link: about.link },
    why: `You get this mail because you organize “${about.eventTitle}”.`,
  });
}
