import type { ErrorCode } from "@eventmaster/contract/error-codes";
import { eventIdInput, updateEventInput } from "@eventmaster/contract/events";
import { type Action, can, type Role, roles } from "@eventmaster/contract/permissions";
import { issueAccountToken } from "@eventmaster/core/accounts/account-tokens";
import { hashPassword } from "@eventmaster/core/accounts/passwords";
import { signUp } from "@eventmaster/core/accounts/sign-up";
import { startSession } from "@eventmaster/core/accounts/start-session";
import { createApiKey } from "@eventmaster/core/api-keys/create-api-key";
import { type Context, transaction } from "@eventmaster/core/context";
import { DomainError } from "@eventmaster/core/domain-error";
import { deleteEvent } from "@eventmaster/core/events/delete-event";
import { updateEvent } from "@eventmaster/core/events/update-event";
import { invite } from "@eventmaster/core/organizations/invite";
import { sendInvitation } from "@eventmaster/core/organizations/send-invitation";
import { noRateLimits } from "@eventmaster/core/rate-limits/rate-limiter";
import { addStaff } from "@eventmaster/core/check-in/event-staff";
import { openDoor } from "@eventmaster/core/check-in/open-door";
import { deviceAt, pointIn, scanIn } from "@eventmaster/core/testing/door-things";
import { createCalendarFeed } from "@eventmaster/core/calendar/calendar-feed";
import { importIn, offerTo, proposalFor } from "@eventmaster/core/testing/event-things";
import { makeWallets } from "@eventmaster/core/testing/made-up-wallets";
import { webhookIn } from "@eventmaster/core/testing/webhook-things";
import { suppressionIn, waitFor } from "@eventmaster/core/testing/mail-things";
import {
  day,
  inFuture,
  type Person,
  register,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "@eventmaster/core/testing/test-system";
import { type AnyRouter, TRPCError } from "@trpc/server";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ApiContext } from "./context.ts";
import { appRouter, restRouter } from "./root.ts";
import { createCallerFactory, requires, router } from "./trpc.ts";

/**
 * The permission walk (blueprint §6): every procedure × every standing × whose thing it is. What is expected comes out
 * of the permission table; each procedure's action is written down here a second time, because a procedure with the
 * wrong action would otherwise be measured against the wrong row.
 */

/** `guest`: a member of another organization, who asks in this one. */
type Standing = Role | "guest" | "anonymous";
const standings: Standing[] = ["anonymous", "guest", ...roles];

/** Whose thing it is: the caller's own, one they are staff of, somebody else's, or another organization's. */
type Tie = "own" | "assigned" | "another's" | "other tenant's";

interface Thing {
  eventId: string;
  registrationId: string;
  userId: string;
  sessionId: string;
  apiKeyId: string;
  invitationId: string;
  revisionId: string;
  webhookId: string;
  deliveryId: string;
}

interface Case {
  action: Action;
  /** What the procedure is about; `nothing` for lists and one's own account. */
  about:
    | "nothing"
    | "event"
    | "own registration"
    | "own session"
    | "own key"
    | "person"
    | "invitation"
    | "webhook";
  input?: (thing: Thing, caller: Person | null) => unknown;
  /** Each call is by somebody new, because it changes the caller for good. */
  isFresh?: boolean;
  /** The status of an event that is not public, where the procedure needs that one. */
  hidden?: "pending" | "rejected";
  /** Every seat of the event is taken. */
  isFull?: boolean;
  /** The event's waitlist has offered the caller a seat. */
  isOffered?: boolean;
}

const { wallets } = makeWallets();
let system: TestSystem;
let organization: TestOrganization;
let otherOrganization: TestOrganization;
let people: Record<Role | "guest", Person>;
let someoneElse: Person;
let stranger: Person;
let hashedPassword: string;
let account: { email: string; password: string };
beforeAll(async () => {
  system = await startTestSystem();
  organization = await system.makeOrganization();
  otherOrganization = await system.makeOrganization();
  people = {
    guest: await makeGuest(),
    member: await organization.makeUser("member"),
    organizer: await organization.makeUser("organizer"),
    admin: await organization.makeUser("admin"),
  };
  someoneElse = await organization.makeUser("organizer");
  stranger = await otherOrganization.makeUser("organizer");
  hashedPassword = await hashPassword("correct horse");
  account = { email: "account@company.test", password: "correct horse" };
  await signUp(organization.anonymous(), { ...account, displayName: "Zoë" });
});
afterAll(() => system.close());

/** A member of the other organization, whose requests name this one. */
async function makeGuest(fields: { hashedPassword?: string } = {}): Promise<Person> {
  const person = await otherOrganization.makeUser("member", fields);
  const actor = { ...person.actor, role: "guest" as const };
  return { ...person, actor, ctx: (at) => system.contextFor(organization.organizationId, actor, at) };
}

let made = 0;
const newEmail = () => `walk-${++made}@company.test`;
const newAccount = () => ({ email: newEmail(), password: "correct horse", displayName: "Zoë" });
const ofEvent = ({ eventId }: Thing) => ({ eventId });
const ofWebhook = ({ webhookId }: Thing) => ({ webhookId });
const ofRegistration = ({ registrationId }: Thing) => ({ registrationId });

/** A token as it stands in a mail to somebody who was just made. */
async function tokenFor(purpose: "verify_email" | "reset_password" | "claim_account"): Promise<string> {
  const person = await organization.makeUser("member");
  const { userId, email } = person;
  return transaction(person.ctx(), (ctx) => issueAccountToken(ctx, { userId, email, purpose }));
}

/** What a device was given by which it hands in scans. */
async function doorPassOf(person: Person): Promise<string> {
  const event = await organization.makeEvent(person);
  const opened = await openDoor(person.ctx(), {
    eventId: event.id,
    deviceId: "phone",
    name: "A phone",
    pendingScans: 0,
    pendingWalkIns: 0,
    needsPass: true,
    wantsSeats: false,
  });
  return opened.pass?.token ?? "";
}

async function invitationFor(email: string): Promise<string> {
  await invite(people.admin.ctx(), { email, role: "member" }).catch(async () => {
    // A member already: the invitation is older than the membership.
    await transaction(people.admin.ctx(), (ctx) =>
      sendInvitation(ctx, people.admin.userId, { email, role: "member" }),
    );
  });
  return (await system.mailsTo(email)).lastToken();
}

const cases: Record<string, Case> = {
  "accounts.signUp": { action: "account:sign-up", about: "nothing", input: newAccount },
  "accounts.signUpForToken": { action: "account:sign-up", about: "nothing", input: newAccount },
  "accounts.logIn": { action: "account:log-in", about: "nothing", input: () => account },
  "accounts.token": { action: "account:log-in", about: "nothing", input: () => account },
  "accounts.refresh": { action: "account:log-in", about: "nothing" },
  "accounts.refreshToken": { action: "account:log-in", about: "nothing" },
  "accounts.session": { action: "account:log-in", about: "nothing" },
  "accounts.me": { action: "account:manage", about: "nothing" },
  "accounts.logOut": { action: "account:manage", about: "nothing" },

  "accounts.forgotPassword": {
    action: "account:recover",
    about: "nothing",
    input: () => ({ email: "nobody@company.test" }),
  },
  "accounts.resetPassword": {
    action: "account:recover",
    about: "nothing",
    input: async () => ({ token: await tokenFor("reset_password"), password: "battery staple" }),
  },
  "accounts.claim": {
    action: "account:recover",
    about: "nothing",
    input: async () => ({ token: await tokenFor("claim_account"), password: "battery staple" }),
  },
  "accounts.verifyEmail": {
    action: "account:recover",
    about: "nothing",
    input: async () => ({ token: await tokenFor("verify_email") }),
  },
  "accounts.resendVerification": { action: "account:manage", about: "nothing" },
  "accounts.profile": { action: "account:manage", about: "nothing" },
  "accounts.updateProfile": {
    action: "account:manage",
    about: "nothing",
    input: () => ({ displayName: "Zoë" }),
    isFresh: true,
  },
  "accounts.changeEmail": {
    action: "account:manage",
    about: "nothing",
    input: () => ({ newEmail: newEmail(), currentPassword: "correct horse" }),
    isFresh: true,
  },
  "accounts.changePassword": {
    action: "account:manage",
    about: "nothing",
    input: () => ({ currentPassword: "correct horse", newPassword: "battery staple" }),
    isFresh: true,
  },
  "accounts.sessions": { action: "account:manage", about: "nothing" },
  "accounts.endSession": {
    action: "account:manage",
    about: "own session",
    input: ({ sessionId }) => ({ sessionId }),
  },
  "accounts.endOtherSessions": { action: "account:manage", about: "nothing" },
  "accounts.myData": { action: "account:manage", about: "nothing" },
  "accounts.delete": {
    action: "account:manage",
    about: "nothing",
    input: () => ({ password: "correct horse" }),
    isFresh: true,
  },

  "apiKeys.create": {
    action: "api-key:manage",
    about: "nothing",
    input: () => ({ name: "Script", actions: ["event:browse"] }),
  },
  "apiKeys.list": { action: "api-key:manage", about: "nothing" },
  "apiKeys.revoke": {
    action: "api-key:manage",
    about: "own key",
    input: ({ apiKeyId }) => ({ apiKeyId }),
  },

  "calendar.feed": { action: "account:manage", about: "nothing" },
  "calendar.create": { action: "account:manage", about: "nothing" },
  "calendar.revoke": { action: "account:manage", about: "nothing" },
  "files.eventCalendar": { action: "event:browse", about: "event", input: ofEvent },
  "files.ticketCalendar": {
    action: "registration:list-own",
    about: "own registration",
    input: ofRegistration,
  },
  "files.feed": {
    action: "event:browse",
    about: "nothing",
    input: async () => {
      const { url } = await createCalendarFeed((await organization.makeUser("member")).ctx());
      return { token: /calendar\/(.+)\.ics$/u.exec(url)?.[1] };
    },
  },
  "messages.list": { action: "attendee:message", about: "event", input: ofEvent },
  "messages.preview": {
    action: "attendee:message",
    about: "event",
    input: ({ eventId }) => ({ eventId, audience: "holders", subject: "Hello", body: "A word" }),
  },
  "messages.send": {
    action: "attendee:message",
    about: "event",
    input: async ({ eventId }) => {
      await waitFor(system, eventId, people.member);
      return { eventId, messageId: randomUUID(), audience: "waitlist", subject: "Hello", body: "A word" };
    },
  },
  "notifications.eventReminders": { action: "event:edit", about: "event", input: ofEvent },
  "notifications.setEventReminders": {
    action: "event:edit",
    about: "event",
    input: ({ eventId }) => ({ eventId, isOn: false }),
  },
  "notifications.preferences": { action: "account:manage", about: "nothing" },
  "notifications.setPreference": {
    action: "account:manage",
    about: "nothing",
    input: () => ({ kind: "reminder_day", isOn: true }),
  },
  "notifications.unsubscribe": {
    action: "account:recover",
    about: "nothing",
    input: () => ({
      token: system.mailLinks.unsubscribing({ userId: people.member.userId, kind: "reminder_hour" }),
    }),
  },
  "notifications.suppressed": { action: "mail:manage", about: "nothing", input: () => ({}) },
  "notifications.reportBounces": {
    action: "mail:manage",
    about: "nothing",
    input: () => ({ addresses: [newEmail()] }),
  },
  "notifications.liftSuppression": {
    action: "mail:manage",
    about: "nothing",
    input: async () => ({ suppressionId: await suppressionIn(system, organization) }),
  },

  "organizations.mine": { action: "account:manage", about: "nothing" },
  "organizations.all": { action: "organization:list", about: "nothing", input: () => ({}) },
  "organizations.create": {
    action: "organization:create",
    about: "nothing",
    input: () => ({ name: "Club", slug: `club-${++made}`, adminEmail: newEmail() }),
  },
  "organizations.switch": {
    action: "account:manage",
    about: "nothing",
    input: () => ({ organization: organization.organizationId }),
  },
  "organizations.locate": {
    action: "event:browse",
    about: "nothing",
    input: () => ({ kind: "event", id: crypto.randomUUID() }),
  },
  "organizations.leave": { action: "organization:leave", about: "nothing", isFresh: true },
  "organizations.removeMember": {
    action: "user:remove",
    about: "person",
    input: ({ userId }) => ({ userId }),
  },
  "organizations.invite": {
    action: "user:invite",
    about: "nothing",
    input: () => ({ email: newEmail(), role: "organizer" }),
  },
  "organizations.invitations": { action: "user:invite", about: "nothing", input: () => ({}) },
  "organizations.revokeInvitation": {
    action: "user:invite",
    about: "invitation",
    input: ({ invitationId }) => ({ invitationId }),
  },
  "organizations.openInvitation": {
    action: "account:recover",
    about: "nothing",
    input: async () => ({ token: await invitationFor(newEmail()) }),
  },
  "organizations.acceptInvitation": {
    action: "organization:join",
    about: "nothing",
    input: async (_, caller) => ({ token: await invitationFor(caller?.email ?? newEmail()) }),
    isFresh: true,
  },

  "events.list": { action: "event:browse", about: "nothing", input: () => ({}) },
  "events.get": { action: "event:browse", about: "event", input: ofEvent },
  "events.managed": { action: "event:list-managed", about: "nothing", input: () => ({}) },
  "events.pending": { action: "event:approve", about: "nothing", input: () => ({}) },
  "events.create": {
    action: "event:create",
    about: "nothing",
    input: () => ({
      title: "Meetup",
      description: "Talks",
      startAt: inFuture(day).toISOString(),
      endAt: inFuture(2 * day).toISOString(),
      location: "Hall",
      capacity: 5,
    }),
  },
  "events.update": {
    action: "event:edit",
    about: "event",
    input: ({ eventId }) => ({ eventId, location: "Hall 2" }),
  },
  "events.delete": { action: "event:delete", about: "event", input: ofEvent },
  "events.cancel": { action: "event:cancel", about: "event", input: ofEvent },
  "events.resubmit": { action: "event:resubmit", about: "event", input: ofEvent, hidden: "rejected" },
  "events.approve": { action: "event:approve", about: "event", input: ofEvent },
  "events.reject": {
    action: "event:approve",
    about: "event",
    input: ({ eventId }) => ({ eventId, reason: "No" }),
  },

  "events.duplicate": {
    action: "event:duplicate",
    about: "event",
    input: ({ eventId }) => ({ eventId, startAt: inFuture(day).toISOString() }),
  },
  "events.revisions": { action: "event:edit", about: "nothing", input: () => ({}) },
  "events.acceptRevision": {
    action: "event:approve",
    about: "event",
    input: ({ revisionId }) => ({ revisionId }),
  },
  "events.refuseRevision": {
    action: "event:approve",
    about: "event",
    input: ({ revisionId }) => ({ revisionId, reason: "No" }),
  },
  "events.withdrawRevision": {
    action: "event:edit",
    about: "event",
    input: ({ revisionId }) => ({ revisionId }),
  },
  "events.decisions": { action: "event:approve", about: "nothing", input: () => ({}) },
  "events.history": { action: "event:edit", about: "event", input: ofEvent },
  "events.questions": { action: "event:browse", about: "event", input: ofEvent },
  "events.setQuestions": {
    action: "event:edit",
    about: "event",
    input: ({ eventId }) => ({ eventId, questions: [{ label: "Vegetarian?", kind: "checkbox" }] }),
  },

  "registrations.register": { action: "registration:create", about: "event", input: ofEvent },
  "registrations.cancel": { action: "registration:cancel", about: "own registration", input: ofRegistration },
  "registrations.restore": {
    action: "registration:cancel",
    about: "own registration",
    input: ofRegistration,
  },
  "registrations.get": { action: "registration:list-own", about: "own registration", input: ofRegistration },
  "registrations.mine": { action: "registration:list-own", about: "nothing", input: () => ({}) },
  // About one's own ticket for it, whosever event it is: null where there is none.
  "registrations.forEvent": { action: "registration:list-own", about: "nothing", input: ofEvent },
  "registrations.attendees": { action: "attendee:list", about: "event", input: ofEvent },
  "registrations.registerPerson": {
    action: "attendee:add",
    about: "event",
    input: ({ eventId }) => ({ eventId, email: newEmail(), displayName: "Zoë" }),
  },
  "registrations.import": {
    action: "attendee:add",
    about: "event",
    input: ({ eventId }) => ({ eventId, csv: `email,name\n${newEmail()},Zoë` }),
  },

  "files.ticketQr": {
    action: "registration:list-own",
    about: "own registration",
    input: ({ registrationId }) => ({ registrationId, format: "png" }),
  },
  "files.ticketPdf": {
    action: "registration:list-own",
    about: "own registration",
    input: ofRegistration,
  },

  "registrations.cancelMany": {
    action: "attendee:cancel",
    about: "event",
    input: ({ eventId }) => ({ eventId, registrationIds: [eventId] }),
  },
  "registrations.restoreMany": {
    action: "attendee:cancel",
    about: "event",
    input: ({ eventId }) => ({ eventId, registrationIds: [eventId] }),
  },
  "registrations.resendTickets": {
    action: "attendee:message",
    about: "event",
    input: ({ eventId }) => ({ eventId, registrationIds: [eventId] }),
  },
  "registrations.importProgress": {
    action: "attendee:add",
    about: "event",
    input: async ({ eventId }) => ({ eventId, importId: await importIn(system, eventId) }),
  },
  "files.attendees": {
    action: "attendee:list",
    about: "event",
    input: ({ eventId }) => ({ eventId, format: "csv" }),
  },
  "files.chosenAttendees": {
    action: "attendee:list",
    about: "event",
    input: ({ eventId }) => ({ eventId, registrationIds: [eventId], format: "csv" }),
  },
  "files.scans": {
    action: "attendee:list",
    about: "event",
    input: ({ eventId }) => ({ eventId, format: "csv" }),
  },
  "files.audit": { action: "audit:read", about: "nothing", input: () => ({ format: "csv" }) },

  "files.applePass": {
    action: "registration:list-own",
    about: "own registration",
    input: ofRegistration,
  },
  "wallets.options": { action: "registration:list-own", about: "nothing" },
  "wallets.googleLink": {
    action: "registration:list-own",
    about: "own registration",
    input: ofRegistration,
  },

  "webhooks.list": { action: "webhook:manage", about: "nothing" },
  "webhooks.create": {
    action: "webhook:manage",
    about: "nothing",
    input: () => ({ url: "https://hooks.test/", types: ["event.published"] }),
  },
  "webhooks.update": {
    action: "webhook:manage",
    about: "webhook",
    input: ({ webhookId }) => ({ webhookId, description: "CRM" }),
  },
  "webhooks.delete": { action: "webhook:manage", about: "webhook", input: ofWebhook },
  "webhooks.rotateSecret": { action: "webhook:manage", about: "webhook", input: ofWebhook },
  "webhooks.test": { action: "webhook:manage", about: "webhook", input: ofWebhook },
  "webhooks.deliveries": { action: "webhook:manage", about: "webhook", input: ofWebhook },
  "webhooks.delivery": {
    action: "webhook:manage",
    about: "webhook",
    input: ({ deliveryId }) => ({ deliveryId }),
  },
  "webhooks.redeliver": {
    action: "webhook:manage",
    about: "webhook",
    input: ({ deliveryId }) => ({ deliveryId }),
  },

  "waitlist.join": { action: "waitlist:join", about: "event", input: ofEvent, isFull: true },
  // About one's own place in it, whosever event it is.
  "waitlist.leave": { action: "waitlist:leave", about: "nothing", input: ofEvent },
  "waitlist.accept": { action: "waitlist:accept", about: "nothing", input: ofEvent, isOffered: true },
  "waitlist.mine": { action: "waitlist:list-own", about: "nothing", input: () => ({}) },
  "waitlist.forEvent": { action: "waitlist:list-own", about: "nothing", input: ofEvent },
  "waitlist.list": { action: "waitlist:list", about: "event", input: ofEvent },

  "checkIn.events": { action: "ticket:scan", about: "nothing", input: () => ({}) },
  "checkIn.verify": {
    action: "ticket:scan",
    about: "event",
    input: ({ eventId }) => ({ eventId, qrCode: "hello" }),
  },
  "checkIn.walkIn": {
    action: "ticket:scan",
    about: "event",
    input: ({ eventId }) => ({ eventId, email: newEmail(), displayName: "Zoë" }),
  },
  "checkIn.staff": { action: "staff:manage", about: "event", input: ofEvent },
  "checkIn.addStaff": {
    action: "staff:manage",
    about: "event",
    input: ({ eventId }) => ({ eventId, email: someoneElse.email }),
  },
  "checkIn.removeStaff": {
    action: "staff:manage",
    about: "event",
    input: ({ eventId }) => ({ eventId, userId: someoneElse.userId }),
  },

  "checkIn.sync": {
    action: "ticket:scan",
    about: "event",
    input: ({ eventId }) => ({ eventId, scans: [] }),
  },
  "checkIn.openDoor": {
    action: "ticket:scan",
    about: "event",
    input: ({ eventId }) => ({ eventId, deviceId: "phone", name: "A phone", needsPass: true }),
  },
  "checkIn.closeDoor": {
    action: "ticket:scan",
    about: "event",
    input: ({ eventId }) => ({ eventId, deviceId: "phone" }),
  },
  "checkIn.devices": { action: "door:manage", about: "event", input: ofEvent },
  "checkIn.revokeDevice": {
    action: "door:manage",
    about: "event",
    input: async ({ eventId }) => ({ eventId, deviceId: await deviceAt(system, eventId) }),
  },
  "checkIn.restoreDevice": {
    action: "door:manage",
    about: "event",
    input: async ({ eventId }) => ({ eventId, deviceId: await deviceAt(system, eventId) }),
  },
  "checkIn.handIn": {
    action: "scan:hand-in",
    about: "nothing",
    input: async () => ({ token: await doorPassOf(someoneElse), scans: [] }),
  },
  "checkIn.clock": { action: "scan:hand-in", about: "nothing" },
  "checkIn.undo": {
    action: "ticket:scan",
    about: "event",
    input: async ({ eventId }) => ({
      scanId: await scanIn(system, eventId, "admitted"),
      reason: "A mistake",
    }),
  },
  "checkIn.roster": { action: "ticket:scan", about: "event", input: ofEvent },
  "checkIn.keys": { action: "ticket:scan", about: "nothing" },
  "checkIn.occupancy": { action: "ticket:scan", about: "event", input: ofEvent },
  "checkIn.scans": { action: "ticket:scan", about: "event", input: ofEvent },
  "checkIn.conflicts": { action: "ticket:scan", about: "event", input: ofEvent },
  "checkIn.resolveConflict": {
    action: "door:manage",
    about: "event",
    input: async ({ eventId }) => ({
      scanId: await scanIn(system, eventId, "cancelled"),
      note: "They had paid",
    }),
  },
  "checkIn.points": { action: "ticket:scan", about: "event", input: ofEvent },
  "checkIn.createPoint": {
    action: "door:manage",
    about: "event",
    input: ({ eventId }) => ({ eventId, name: "Gate B" }),
  },
  "checkIn.updatePoint": {
    action: "door:manage",
    about: "event",
    input: async ({ eventId }) => ({ checkInPointId: await pointIn(system, eventId), name: "Gate C" }),
  },
  "checkIn.deletePoint": {
    action: "door:manage",
    about: "event",
    input: async ({ eventId }) => ({ checkInPointId: await pointIn(system, eventId) }),
  },
  "checkIn.updateDoor": {
    action: "door:manage",
    about: "event",
    input: ({ eventId }) => ({ eventId, doorNames: "short" }),
  },

  "live.event": { action: "ticket:scan", about: "event", input: ofEvent },
  "live.seats": { action: "event:browse", about: "event", input: ofEvent },
  "live.managed": { action: "event:list-managed", about: "nothing", input: () => ({}) },

  "reports.event": { action: "event:report", about: "event", input: ofEvent },
  "reports.platform": { action: "reports:platform", about: "nothing", input: () => ({}) },

  "users.list": { action: "user:list", about: "nothing", input: () => ({}) },
  "users.changeRole": {
    action: "user:change-role",
    about: "person",
    input: ({ userId }) => ({ userId, role: "organizer" }),
  },
  "system.state": { action: "system:read", about: "nothing" },
  "system.retryJobs": { action: "system:manage", about: "nothing" },
  "audit.list": { action: "audit:read", about: "nothing", input: () => ({}) },
};

/** One combination of the walk: who calls, and on what. */
interface Combination {
  standing: Standing;
  tie: Tie;
  /** Of an event: published, so that everybody may see it. */
  isPublic: boolean;
}

function combinationsOf({ about }: Case): Combination[] {
  return standings.flatMap((standing): Combination[] => {
    const isSignedIn = standing !== "anonymous";
    switch (about) {
      case "nothing":
        return [{ standing, tie: "own", isPublic: true }];
      case "event": {
        const ties: Tie[] = isSignedIn
          ? ["own", "assigned", "another's", "other tenant's"]
          : ["another's", "other tenant's"];
        // Door staff are members.
        if (standing === "guest") ties.splice(1, 1);
        return ties.flatMap((tie) => [true, false].map((isPublic) => ({ standing, tie, isPublic })));
      }
      case "own registration":
      case "own session":
      case "own key":
      case "person":
      case "webhook":
      case "invitation": {
        const ties: Tie[] = isSignedIn ? ["own", "another's", "other tenant's"] : ["another's"];
        return ties.map((tie) => ({ standing, tie, isPublic: true }));
      }
    }
  });
}

type Outcome = "allowed" | Extract<ErrorCode, "not_signed_in" | "forbidden" | "not_found">;

/** What the permission table says of a combination (CONTRACT §2). */
function expectedOutcome({ about }: Case, action: Action, { standing, tie, isPublic }: Combination): Outcome {
  if (!can(standing, action)) return standing === "anonymous" ? "not_signed_in" : "forbidden";
  if (about === "nothing") return "allowed";
  if (tie === "other tenant's") return "not_found";
  const relation = { owns: tie === "own", assigned: tie === "assigned" };
  if (about.startsWith("own ")) return can(standing, action, relation) ? "allowed" : "not_found";
  if (about === "person" || about === "invitation" || about === "webhook") return "allowed";
  const isVisible = isPublic || (tie === "own" && standing !== "guest") || standing === "admin";
  if (!isVisible) return "not_found";
  return can(standing, action, relation) ? "allowed" : "forbidden";
}

/** A fresh thing for each call, so that no call sees what another has done. */
async function makeThing(
  theCase: Case,
  { tie, isPublic }: Combination,
  caller: Person | null,
): Promise<Thing> {
  const tenant = tie === "other tenant's" ? otherOrganization : organization;
  const owner = tie === "other tenant's" ? stranger : tie === "own" && caller ? caller : someoneElse;
  const event = await tenant.makeEvent(owner, {
    status: isPublic ? "published" : (theCase.hidden ?? "pending"),
    ...(theCase.isFull ? { capacity: 1, registeredCount: 1 } : {}),
  });
  if (theCase.isOffered && caller) await offerTo(system, event, caller);
  if (tie === "assigned" && caller)
    await addStaff(people.admin.ctx(), { eventId: event.id, email: caller.email });
  const thing: Thing = {
    eventId: event.id,
    registrationId: "",
    userId: "",
    sessionId: "",
    apiKeyId: "",
    invitationId: "",
    revisionId: await proposalFor(system, event),
    webhookId: "",
    deliveryId: "",
  };
  // A guest has none of their own here: they registered while they were a member.
  const holder = owner.actor.role === "guest" ? someoneElse : owner;
  if (theCase.about === "own registration") thing.registrationId = (await register(holder, event)).id;
  if (theCase.about === "own key")
    thing.apiKeyId = (await createApiKey(holder.ctx(), { name: "k", actions: ["event:browse"] })).id;
  if (theCase.about === "own session") thing.sessionId = await sessionOf(owner);
  if (theCase.about === "invitation") {
    const inviting = await tenant.makeUser("admin");
    thing.invitationId = (await invite(inviting.ctx(), { email: newEmail(), role: "member" })).id;
  }
  if (theCase.about === "webhook") Object.assign(thing, await webhookIn(system, tenant.organizationId));
  if (theCase.about === "person") thing.userId = (await tenant.makeUser("member")).userId;
  return thing;
}

async function sessionOf(person: Person): Promise<string> {
  const { userId: id, email, displayName } = person;
  const user = { id, email, displayName, locale: "en", timeZone: null, role: "member" } as const;
  const { refreshToken } = await transaction(person.ctx(), (ctx) => startSession(ctx, user));
  return refreshToken.split(".")[0]!;
}

async function makeCaller(theCase: Case, standing: Standing): Promise<Person | null> {
  if (standing === "anonymous") return null;
  if (!theCase.isFresh) return people[standing];
  return standing === "guest"
    ? makeGuest({ hashedPassword })
    : organization.makeUser(standing, { hashedPassword });
}

/** A request of that standing, with the cookie of a session that was just started. */
async function contextOf(standing: Standing, caller = standing === "anonymous" ? null : people[standing]) {
  const ctx: Context = caller?.ctx() ?? organization.anonymous();
  const { userId, email, displayName } = people.member;
  const user = { id: userId, email, displayName, locale: "en", timeZone: null, role: "member" } as const;
  const { refreshToken } = await transaction(people.member.ctx(), (ctx) => startSession(ctx, user));
  const cookies = {
    refreshToken,
    keep: () => {},
    keepRefreshToken: () => {},
    forget: () => {},
    keepOrganization: () => {},
  };
  return {
    ...ctx,
    wallets,
    cookies,
    rateLimiter: noRateLimits,
    live: system.live,
    facts: system.facts,
  } satisfies ApiContext;
}

async function call(of: AnyRouter, path: string, ctx: ApiContext, input: unknown): Promise<unknown> {
  let procedure: unknown = createCallerFactory(of)(ctx);
  for (const name of path.split(".")) procedure = (procedure as Record<string, unknown>)[name];
  return (procedure as (input: unknown) => Promise<unknown>)(input);
}

interface Walked {
  /** Where the system did not do what the table says. */
  mismatches: string[];
  /** Whether at least one call went through to the end: the inputs are right, so the refusals are about permission. */
  hasSucceeded: boolean;
  answers: unknown[];
}

async function walk(of: AnyRouter, path: string, theCase: Case): Promise<Walked> {
  const walked: Walked = { mismatches: [], hasSucceeded: false, answers: [] };
  const procedures = of._def.procedures as Record<string, { _def: { meta?: { action?: Action } } }>;
  const action = procedures[path]?._def.meta?.action;
  if (action !== theCase.action)
    walked.mismatches.push(`names the action ${String(action)}, and not ${theCase.action}`);
  for (const combination of combinationsOf(theCase)) {
    const caller = await makeCaller(theCase, combination.standing);
    const thing = await makeThing(theCase, combination, caller);
    const expected = expectedOutcome(theCase, action ?? theCase.action, combination);
    let outcome: Outcome = "allowed";
    try {
      const ctx = await contextOf(combination.standing, caller);
      walked.answers.push(await call(of, path, ctx, await theCase.input?.(thing, caller)));
      walked.hasSucceeded = true;
    } catch (error) {
      outcome = outcomeOf(error);
    }
    if (outcome !== expected)
      walked.mismatches.push(`${JSON.stringify(combination)}: ${outcome}, expected ${expected}`);
  }
  return walked;
}

/** A rule of the domain that says no has let the caller in: only these three are about permission. */
function outcomeOf(error: unknown): Outcome {
  if (!(error instanceof TRPCError && error.cause instanceof DomainError)) throw error;
  const { code } = error.cause;
  expect(code).not.toBe("validation");
  return code === "not_signed_in" || code === "forbidden" || code === "not_found" ? code : "allowed";
}

const paths = Object.keys(restRouter._def.procedures);

test("every procedure has its case, and every case its procedure", () => {
  expect(Object.keys(cases).toSorted()).toEqual(paths.toSorted());
});

describe("the permission walk", () => {
  test.each(paths)("%s lets in whom the table lets in, and nobody else", async (path) => {
    const theCase = cases[path];
    if (!theCase)
      throw new Error(`${path} has no case in the permission walk: write down its action and input`);
    const { mismatches, hasSucceeded, answers } = await walk(restRouter, path, theCase);
    expect(mismatches).toEqual([]);
    // What is the platform admin's alone nobody here may do.
    expect(hasSucceeded).toBe(standings.some((standing) => can(standing, theCase.action)));
    // Whoever asked, in no answer is anything of the other tenant: all of it is this stranger's.
    for (const mark of [stranger.userId, stranger.email, stranger.displayName])
      expect(JSON.stringify(answers)).not.toContain(mark);
  });
});

describe("control: the walk sees", () => {
  test("a procedure that names the wrong action", async () => {
    const wrong = router({
      events: router({
        delete: requires("event:browse")
          .input(eventIdInput)
          .mutation(({ ctx, input }) => deleteEvent(ctx, input)),
      }),
    });
    const { mismatches } = await walk(wrong, "events.delete", cases["events.delete"]!);
    expect(mismatches[0]).toBe("names the action event:browse, and not event:delete");
    expect(mismatches.length).toBeGreaterThan(1);
  });

  test("a procedure that everybody may enter and whose verb does not ask", async () => {
    const wrong = router({
      users: router({ list: requires("event:browse").query(() => "everybody's email") }),
    });
    const { mismatches } = await walk(wrong, "users.list", {
      ...cases["users.list"]!,
      input: () => undefined,
    });
    expect(mismatches).toEqual(["names the action event:browse, and not user:list"]);
  });

  test("a verb that forgets to ask whose event it is", async () => {
    const wrong = router({
      events: router({
        // Acts as if every organizer were an admin.
        update: requires("event:edit")
          .input(updateEventInput)
          .mutation(({ ctx, input }) =>
            updateEvent({ ...ctx, actor: ctx.actor && { ...ctx.actor, role: "admin" } }, input),
          ),
      }),
    });
    const { mismatches } = await walk(wrong, "events.update", cases["events.update"]!);
    expect(mismatches).toEqual([
      expect.stringContaining(`{"standing":"organizer","tie":"assigned","isPublic":true}: allowed`),
      expect.stringContaining(`{"standing":"organizer","tie":"assigned","isPublic":false}: allowed`),
      expect.stringContaining(`{"standing":"organizer","tie":"another's","isPublic":true}: allowed`),
      expect.stringContaining(`{"standing":"organizer","tie":"another's","isPublic":false}: allowed`),
    ]);
  });

  test("a verb that forgets the tenant", async () => {
    const wrong = router({
      events: router({
        delete: requires("event:delete")
          .input(eventIdInput)
          .mutation(async ({ ctx, input }) => {
            await deleteEvent({ ...ctx, organizationId: otherOrganization.organizationId }, input).catch(() =>
              deleteEvent(ctx, input),
            );
          }),
      }),
    });
    const { mismatches } = await walk(wrong, "events.delete", cases["events.delete"]!);
    expect(mismatches).toContainEqual(expect.stringContaining(`"tie":"other tenant's"`));
  });
});

describe("ticket codes", () => {
  /** The paths of everything in an answer that is called qrCode or looks like a ticket code. */
  function ticketCodesIn(value: unknown, path = ""): string[] {
    if (typeof value === "string") return value.includes("EM1:") ? [path] : [];
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([key, inner]) =>
      key === "qrCode" ? [`${path}.${key}`] : ticketCodesIn(inner, `${path}.${key}`),
    );
  }

  /** What its holder asks for about themselves. */
  const holders = new Set([
    "registrations.register",
    "registrations.mine",
    "registrations.get",
    "registrations.forEvent",
    "waitlist.accept",
    "accounts.myData",
    "files.ticketQr",
    "files.ticketPdf",
    "files.applePass",
    "wallets.googleLink",
  ]);

  test("are in the answers to their holders", async () => {
    const event = await organization.makeEvent(someoneElse);
    await register(people.member, event);
    const answer = await call(appRouter, "registrations.mine", await contextOf("member"), {});
    expect(ticketCodesIn(answer)).not.toEqual([]);
  });

  test.each(paths.filter((path) => !holders.has(path)))("are in no answer of %s", async (path) => {
    const event = await organization.makeEvent(people.organizer);
    const ticket = await register(someoneElse, event);
    const theCase = cases[path]!;
    const thing: Thing = {
      ...(await makeThing(theCase, { standing: "admin", tie: "own", isPublic: true }, people.admin)),
      eventId: event.id,
      registrationId: ticket.id,
      userId: someoneElse.userId,
    };
    const caller = await makeCaller(theCase, "admin");
    const inputs = [await theCase.input?.(thing, caller)];
    if (path === "checkIn.verify")
      inputs.push({ qrCode: ticket.qrCode }, { qrCode: ticket.qrCode, eventId: event.id });
    if (path === "checkIn.walkIn") inputs.push({ eventId: event.id, email: someoneElse.email });
    for (const input of inputs) {
      const ctx = await contextOf("admin", caller);
      const actor = ctx.actor && { ...ctx.actor, isPlatformAdmin: true };
      const answer = await call(restRouter, path, { ...ctx, actor }, input).catch((error: unknown) => {
        expect(outcomeOf(error)).toMatch(/^(?:allowed|not_found)$/u);
        return error;
      });
      expect(ticketCodesIn(answer)).toEqual([]);
    }
  });
});
