import { z } from "zod";
import { type Locale, locales } from "./locales.ts";
import { roles } from "./permissions.ts";
import { registrationSources, registrationStatuses } from "./registrations.ts";
import {
  displayName,
  email,
  id,
  idOut,
  instantOut,
  line,
  newPassword,
  timeZone,
  unlessMissing,
} from "./text.ts";

/** For who has not chosen. */
export const defaultLocale: Locale = "en";

/** The language that a person reads, in the apps and in mails. */
export const locale = z.enum(locales, `Must be one of ${locales.join(", ")}`);

/** Language and time zone are the browser's, where it says them. */
export const signUpInput = z.strictObject({
  email,
  password: newPassword,
  displayName,
  locale: locale.optional(),
  timeZone: timeZone.optional(),
});

/** A password that is there already: nothing says what it must look like, a wrong one is wrong whatever its shape. */
const currentPassword = z
  .string(unlessMissing("Must be text"))
  .min(1, "Must not be empty")
  .max(200, "Must be at most 200 characters");

export const logInInput = z.strictObject({ email: line(254), password: currentPassword });

/** The person who is signed in; `role` is the role in the current organization, `guest` for who is no member of it. */
export const me = z.object({
  id: idOut,
  email: z.string(),
  displayName: z.string(),
  role: z.enum([...roles, "guest"]),
  /** Where they act with that role, until they say otherwise. */
  organizationId: idOut,
  locale: z.enum(locales),
  /** Null for who never said one: times are then told in each event's own zone. */
  timeZone: z.string().nullable(),
});
export type Me = z.infer<typeof me>;

/** `expiresIn` counts seconds. The refresh token goes in a cookie only, never in a body. */
export const signedIn = z.object({
  user: me,
  accessToken: z.string(),
  tokenType: z.literal("bearer"),
  expiresIn: z.number(),
});
export type SignedIn = z.infer<typeof signedIn>;

/** What a link in a mail carries. */
const token = line(200);

export const forgotPasswordInput = z.strictObject({ email: line(254) });
/** To reset a password, and to choose the first one of an account that others made. */
export const resetPasswordInput = z.strictObject({ token, password: newPassword });
export const verifyEmailInput = z.strictObject({ token });
/** Whose link it was, so that a log-in form can be filled in. */
export const provenEmail = z.object({ email: z.string() });

export const changePasswordInput = z.strictObject({ currentPassword, newPassword });
export const changeEmailInput = z.strictObject({ newEmail: email, currentPassword });
export const deleteAccountInput = z.strictObject({ password: currentPassword });
/** What is left out stays as it is. */
export const updateProfileInput = z
  .strictObject({ displayName, locale, timeZone: timeZone.nullable() })
  .partial();

/** One's own account, as its settings page shows it. */
export const profile = z.object({
  id: idOut,
  email: z.string(),
  displayName: z.string(),
  locale: z.enum(locales),
  timeZone: z.string().nullable(),
  emailVerifiedAt: instantOut.nullable(),
  /** An address that was asked for and not proved yet. */
  pendingEmail: z.string().nullable(),
  isPlatformAdmin: z.boolean(),
  createdAt: instantOut,
});
export type Profile = z.infer<typeof profile>;

/** A device that is signed in. */
export const session = z.object({
  id: idOut,
  userAgent: z.string().nullable(),
  ip: z.string().nullable(),
  createdAt: instantOut,
  lastUsedAt: instantOut,
  expiresAt: instantOut,
  isCurrent: z.boolean(),
});
export type Session = z.infer<typeof session>;
export const sessionList = z.object({ items: z.array(session) });
export const sessionIdInput = z.strictObject({ sessionId: id });
export const endedSessions = z.object({ ended: z.number() });

/** Everything that the system keeps about a person, by organization where it belongs to one. */
export const myData = z.object({
  exportedAt: instantOut,
  account: profile,
  sessions: z.array(session.omit({ isCurrent: true }).extend({ endedAt: instantOut.nullable() })),
  organizations: z.array(
    z.object({
      id: idOut,
      name: z.string(),
      role: z.enum(roles).nullable(),
      joinedAt: instantOut.nullable(),
      registrations: z.array(
        z.object({
          id: idOut,
          eventId: idOut,
          eventTitle: z.string(),
          eventStartAt: instantOut,
          status: z.enum(registrationStatuses),
          source: z.enum(registrationSources),
          qrCode: z.string(),
          createdAt: instantOut,
          cancelledAt: instantOut.nullable(),
          answers: z.array(z.object({ question: z.string(), answer: z.string() })),
        }),
      ),
      /** Readings of one's own tickets, and those one made oneself at a door. */
      scans: z.array(
        z.object({
          id: idOut,
          eventId: idOut,
          registrationId: idOut.nullable(),
          scannedAt: instantOut,
          verdict: z.string(),
          isMine: z.boolean(),
        }),
      ),
      waitlist: z.array(z.object({ eventId: idOut, status: z.string(), joinedAt: instantOut })),
      events: z.array(z.object({ id: idOut, title: z.string(), startAt: instantOut, status: z.string() })),
      staffOf: z.array(idOut),
      /** Devices on which one opened an event's door last, as one has called them. */
      devices: z.array(
        z.object({ eventId: idOut, name: z.string(), firstSeenAt: instantOut, lastSeenAt: instantOut }),
      ),
      apiKeys: z.array(z.object({ id: idOut, name: z.string(), createdAt: instantOut })),
      auditIds: z.array(idOut),
    }),
  ),
});
export type MyData = z.infer<typeof myData>;
