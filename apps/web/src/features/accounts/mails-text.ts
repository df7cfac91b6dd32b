import { text } from "@eventmaster/i18n/text";

export const mailsText = text("mails", {
  tab: "Mails",
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
  },
  notSaved: "This could not be saved",
});
