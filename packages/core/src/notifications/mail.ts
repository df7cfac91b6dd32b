import { type Locale, locales } from "@eventmaster/contract/locales";
import { mailKinds, securityEvents } from "@eventmaster/contract/notifications";
import { roles } from "@eventmaster/contract/permissions";
import { z } from "zod";

const link = z.string();
const eventTitle = z.string();
const reason = z.string().nullable();
/** An instant as JSON has it. */
const at = z.iso.datetime();

/** When and where an event is, or was. */
const eventDate = z.strictObject({
  startAt: at,
  endAt: at,
  timeZone: z.string(),
  location: z.string(),
});

/** One side of a change. A mail that waits since an older version of this system names no title. */
export const changedEvent = eventDate.extend({ title: z.string().optional() });

/** What is known of an event that is gone, and of a ticket for it: enough to take it out of a calendar. */
export const deletedEvent = eventDate.extend({ title: z.string(), version: z.number() });
export const ticketOfDeleted = z
  .strictObject({ registrationId: z.guid(), generation: z.number() })
  .nullable();

const aboutEvent = z.strictObject({ eventTitle, reason, link });
/** A ticket of that generation: one that was given out anew meanwhile is another mail's business. */
const aboutTicket = z.strictObject({ registrationId: z.guid(), generation: z.number() });

/**
 * What each kind of mail is about. Ids where its text is made from what is true when it is sent, texts where that may be
 * gone by then. Languages, preferences and attachments are the worker's (`compose-mail.ts`).
 */
export const mailContents = {
  verify_email: z.strictObject({ link }),
  reset_password: z.strictObject({ link }),
  /** Null where the old address was never proved: it may be a stranger's. */
  email_changed: z.strictObject({ link: link.nullable() }),
  /** Keys that act for the person: the new one, or those that a new password leaves as they are. */
  security_notice: z.strictObject({
    event: z.enum(securityEvents),
    at,
    keyNames: z.array(z.string()),
    keyCount: z.int(),
    link,
  }),
  claim_account: z.strictObject({ eventTitle, link }),
  invitation: z.strictObject({
    organizationName: z.string(),
    inviterName: z.string(),
    role: z.enum(roles),
    link,
  }),
  /** One that was asked for goes also to who switched such mails off. */
  registration_confirmed: aboutTicket.extend({ isEssential: z.boolean().optional() }),
  /** Of that cancellation: one that was taken back, and the ticket cancelled anew, has its own mail. */
  registration_cancelled: aboutTicket.extend({ cancelledAt: at.optional() }),
  registered_by_organizer: aboutTicket,
  cancelled_by_organizer: aboutTicket.extend({ reason }),
  registration_restored: aboutTicket,
  waitlist_offer: z.strictObject({ eventTitle, link, expiresAt: at, timeZone: z.string() }),
  waitlist_closed: z.strictObject({
    eventTitle,
    cause: z.enum(["event_cancelled", "event_begun"]),
    reason,
    link,
  }),
  event_changed: aboutTicket.extend({ before: changedEvent, after: changedEvent }),
  event_cancelled: aboutTicket.extend({ reason }),
  event_deleted: z.strictObject({ event: deletedEvent, ticket: ticketOfDeleted }),
  reminder_day: aboutTicket.extend({ startAt: at }),
  reminder_hour: aboutTicket.extend({ startAt: at }),
  event_approved: aboutEvent,
  event_rejected: aboutEvent,
  revision_accepted: aboutEvent,
  revision_refused: aboutEvent,
  organizer_message: z.strictObject({ messageId: z.guid(), isEssential: z.boolean() }),
  /** The host alone: a path may hold a token. */
  webhook_disabled: z.strictObject({
    host: z.string(),
    description: z.string(),
    because: z.enum(["failing", "gone"]),
    link,
  }),
} satisfies Record<(typeof mailKinds)[number], z.ZodType>;

type MailContents = typeof mailContents;
export type MailAbout<Kind extends keyof MailContents> = z.output<MailContents[Kind]>;

/** One mail to one person, as it waits in the queue. */
export type Mail = {
  [Kind in keyof MailContents]: {
    /** Null: whatever address the person has when it is sent. A link that proves an address goes to that one. */
    to: string | null;
    /** Whose it is; null for somebody who has no account yet. */
    userId: string | null;
    /** Of somebody who has none: what they are written to in. */
    locale?: Locale | undefined;
    kind: Kind;
    about: MailAbout<Kind>;
  };
}[keyof MailContents];

export const mailSchema = z
  .strictObject({
    to: z.string().nullable(),
    userId: z.guid().nullable(),
    locale: z.enum(locales).optional(),
    kind: z.enum(mailKinds),
    about: z.unknown(),
  })
  .transform((mail, context): Mail => {
    const about = mailContents[mail.kind].safeParse(mail.about);
    if (!about.success)
      context.addIssue({ code: "custom", message: "It is not what this kind of mail carries" });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- just parsed by the kind's own schema
    return { ...mail, about: about.data } as Mail;
  });
