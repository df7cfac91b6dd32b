import { z } from "zod";
import { pageInput, pageOf } from "./paging.ts";
import { type Action, can, type Standing } from "./permissions.ts";
import { email, flag, id, idOut, instantOut, line, unlessMissing } from "./text.ts";

/** What a mail is about. Kept with its job, so that operators see what waits without seeing for whom. */
export const mailKinds = [
  "verify_email",
  "email_changed",
  "security_notice",
  "reset_password",
  "claim_account",
  "invitation",
  "registration_confirmed",
  "registration_cancelled",
  "registered_by_organizer",
  "cancelled_by_organizer",
  "registration_restored",
  "waitlist_offer",
  "waitlist_closed",
  "event_changed",
  "event_cancelled",
  "event_deleted",
  "reminder_day",
  "reminder_hour",
  "event_approved",
  "event_rejected",
  "revision_accepted",
  "revision_refused",
  "organizer_message",
  "webhook_disabled",
] as const;

export type MailKind = (typeof mailKinds)[number];

/** What tells a holder that an event begins soon. */
export const reminderKinds = ["reminder_day", "reminder_hour"] as const satisfies readonly MailKind[];
export type ReminderKind = (typeof reminderKinds)[number];

/** Whether an event's holders are reminded of it. */
export const eventReminders = z.object({ isOn: z.boolean() });
export const setEventRemindersInput = z.strictObject({ eventId: id, isOn: flag });

/**
 * What a person may do without, and what they must be allowed to do to be mailed of it at all (null: nothing). The rest is
 * sent whatever they prefer: it answers something that they asked for, guards their account, or tells that a ticket which
 * they hold means something else now.
 */
const optionalMails = {
  registration_confirmed: null,
  registration_cancelled: null,
  reminder_day: null,
  reminder_hour: null,
  event_approved: "event:create",
  event_rejected: "event:create",
  revision_accepted: "event:create",
  revision_refused: "event:create",
  organizer_message: null,
  webhook_disabled: "webhook:manage",
} as const satisfies Partial<Record<MailKind, Action | null>>;
export type OptionalMailKind = keyof typeof optionalMails;

export function isOptionalMail(kind: MailKind): kind is OptionalMailKind {
  return Object.hasOwn(optionalMails, kind);
}

/** Whether it is a question to this person if they want it: what nobody would send them is none. */
export function mayDecline(standing: Standing, kind: MailKind): kind is OptionalMailKind {
  if (!isOptionalMail(kind)) return false;
  const action = optionalMails[kind];
  return action === null || can(standing, action);
}

/** What happened to an account that its owner must hear of, whether it was them or not. */
export const securityEvents = [
  "password_changed",
  "password_reset",
  "api_key_created",
  "session_stolen",
] as const;
export type SecurityEvent = (typeof securityEvents)[number];

/** One kind of mail, and whether its person wants it. */
export const mailPreference = z.object({
  kind: z.enum(mailKinds),
  isOn: z.boolean(),
  /** Mandatory ones are always on. */
  isMandatory: z.boolean(),
});
export type MailPreference = z.infer<typeof mailPreference>;
export const mailPreferences = z.object({ items: z.array(mailPreference) });

export const setMailPreferenceInput = z.strictObject({
  kind: z.enum(mailKinds, unlessMissing("Must be a kind of mail")),
  isOn: flag,
});

/** What the link in a mail carries. */
export const unsubscribeInput = z.strictObject({ token: line(200) });

/** An address that a mail server says does not exist: nothing is sent to it until somebody lifts that. */
export const suppressedAddress = z.object({
  id: idOut,
  address: z.string(),
  /** What the server answered, by its codes. */
  reason: z.string(),
  createdAt: instantOut,
});
export type SuppressedAddress = z.infer<typeof suppressedAddress>;
export const suppressedAddressPage = pageOf(suppressedAddress);
export const listSuppressedInput = z.strictObject(pageInput);
export const suppressedIdInput = z.strictObject({ suppressionId: id });

/** Addresses of which the mail provider says that what was sent there came back for good. */
export const reportBouncesInput = z.strictObject({
  addresses: z
    .array(email, unlessMissing("Must be a list"))
    .min(1, "Must name at least one")
    .max(100, "Must be at most 100"),
});
export const reportedBounces = z.object({ suppressed: z.number() });
