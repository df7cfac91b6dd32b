import { text } from "@eventmaster/i18n/text";

/** Somebody comes without a ticket. */
export const walkInText = text("scanner.walk-in", {
  title: "Walk-in",
  admit: "Admit",
  letInAnyway: "Let in anyway",
  cancel: "Cancel",
  full: "This event is full",
  nobody: "Nobody was let in",
  email: "Email",
  emailHint: "Who is registered already is let in by it.",
  name: "Name",
  nameHint: "Needed when nobody has this email yet.",
  nameNeeded: "Nobody on this device has this email yet: a name is needed",
  reason: "Reason",
  reasonHint: "Adds one seat; the reason is kept in the audit log.",
  reasonFirst: "Write a reason first",
  canAddSeat: "As an administrator you can add a seat, with a reason.",
  onlyAdmin: "Only an administrator can let in one more.",
  refusals: {
    not_published: () => "This event is not published.",
    event_over: () => "This event is over.",
    no_seat_yet: (from: string) =>
      `No seats are kept for this device yet: that begins ${from}, while it is online. Go online to let somebody in now.`,
    no_seat: () => "No free seat is kept for this device. Go online to let somebody in.",
  },
});
