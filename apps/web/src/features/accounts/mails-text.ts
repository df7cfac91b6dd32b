import type { OptionalMailKind } from "@eventmaster/contract/notifications";
import { text } from "@eventmaster/i18n/text";

export const mailsText = text("mails", {
  tab: "Mails and calendar",
  hint: "Which mails you get. What guards your account, or tells that a ticket means something else now, is always sent.",
  kinds: {
    registration_confirmed: "You are registered",
    registration_cancelled: "Your registration is cancelled",
    reminder_day: "A reminder the day before an event",
    reminder_hour: "A reminder the hour before an event",
    event_approved: "An event of yours is approved",
    event_rejected: "An event of yours is rejected",
    revision_accepted: "A change that you proposed is accepted",
    revision_refused: "A change that you proposed is refused",
    organizer_message: "An organizer of an event of yours writes to you",
    webhook_disabled: "A webhook of your organization was turned off",
  } satisfies Record<OptionalMailKind, string>,
  feed: "Your events in your calendar",
  feedHint:
    "A private address for calendar programs: they show the events you have tickets for, and follow every change. Whoever knows it can read it.",
  feedAddress: "Address to subscribe to",
  feedOnce: "It is shown only now. Keep it, or make a new one later.",
  feedSince: "There is an address, made on",
  feedMake: "Make an address",
  feedAnew: "Make a new address",
  feedEnd: "End the address",
  feedEnded: "The address works no more",
  feedCopied: "Address copied",
  copy: "Copy",
  copyFailed: "Mark the address and copy it by hand",
  notSaved: "This could not be saved",
});
