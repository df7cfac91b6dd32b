/** What a mail is about. Kept with its job, so that operators see what waits without seeing for whom. */
export const mailKinds = [
  "verify_email",
  "email_changed",
  "reset_password",
  "claim_account",
  "invitation",
  "registration_confirmed",
  "registration_cancelled",
  "registered_by_organizer",
  "cancelled_by_organizer",
  "waitlist_offer",
  "waitlist_closed",
  "event_changed",
  "event_cancelled",
  "event_deleted",
  "event_approved",
  "event_rejected",
  "revision_accepted",
  "revision_refused",
] as const;

export type MailKind = (typeof mailKinds)[number];
