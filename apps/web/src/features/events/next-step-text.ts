import { text } from "@eventmaster/i18n/text";

export const nextStepText = text("event-next-step", {
  pending: "An admin looks at it next. Until then only you and admins see it.",
  rejected: "An admin sent it back. Mend it and submit it again.",
  cancelled: "Called off: its tickets open no door any more.",
  over: "It is over. The list of attendees stays here.",
  on: "It is on now. Scan tickets at the door.",
  full: "Full. More seats can be added at any time.",
  empty: "Nobody has registered yet. Share the link to its page.",
  open: "Open for everybody.",
  forOrganizer: "For the organizer",
  manage: "Manage",
});
