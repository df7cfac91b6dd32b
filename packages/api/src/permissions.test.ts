import type { ErrorCode } from "@eventmaster/contract/error-codes";
import { eventIdInput, updateEventInput } from "@eventmaster/contract/events";
import { type Action, can, type Role, roles } from "@eventmaster/contract/permissions";
import { signUp } from "@eventmaster/core/accounts/sign-up";
import { startSession } from "@eventmaster/core/accounts/start-session";
import { type Context, transaction } from "@eventmaster/core/context";
import { DomainError } from "@eventmaster/core/domain-error";
import { deleteEvent } from "@eventmaster/core/events/delete-event";
import { updateEvent } from "@eventmaster/core/events/update-event";
import { addStaff } from "@eventmaster/core/check-in/event-staff";
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
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ApiContext } from "./context.ts";
import { appRouter } from "./root.ts";
import { createCallerFactory, requires, router } from "./trpc.ts";

/**
 * The permission walk (blueprint §6): every procedure × every standing × whose thing it is. What is expected comes out
 * of the permission table; each procedure's action is written down here a second time, because a procedure with the
 * wrong action would otherwise be measured against the wrong row.
 */

type Standing = Role | "anonymous";
const standings: Standing[] = ["anonymous", ...roles];

/** Whose thing it is: the caller's own, one they are staff of, somebody else's, or another organization's. */
type Tie = "own" | "assigned" | "another's" | "other tenant's";

interface Thing {
  eventId: string;
  registrationId: string;
  userId: string;
}

interface Case {
  action: Action;
  /** What the procedure is about; `nothing` for lists and one's own account. */
  about: "nothing" | "event" | "own registration" | "person";
  input?: (thing: Thing) => unknown;
  /** The status of an event that is not public, where the procedure needs that one. */
  hidden?: "pending" | "rejected";
}

let system: TestSystem;
let organization: TestOrganization;
let otherOrganization: TestOrganization;
let people: Record<Role, Person>;
let someoneElse: Person;
let stranger: Person;
let account: { email: string; password: string };
beforeAll(async () => {
  system = await startTestSystem();
  organization = await system.makeOrganization();
  otherOrganization = await system.makeOrganization();
  people = {
    member: await organization.makeUser("member"),
    organizer: await organization.makeUser("organizer"),
    admin: await organization.makeUser("admin"),
  };
  someoneElse = await organization.makeUser("organizer");
  stranger = await otherOrganization.makeUser("organizer");
  account = { email: "account@company.test", password: "correct horse" };
  await signUp(organization.anonymous(), { ...account, displayName: "Zoë" });
});
afterAll(() => system.close());

let made = 0;
const newEmail = () => `walk-${++made}@company.test`;
const newAccount = () => ({ email: newEmail(), password: "correct horse", displayName: "Zoë" });
const ofEvent = ({ eventId }: Thing) => ({ eventId });
const ofRegistration = ({ registrationId }: Thing) => ({ registrationId });

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

  "registrations.register": { action: "registration:create", about: "event", input: ofEvent },
  "registrations.cancel": { action: "registration:cancel", about: "own registration", input: ofRegistration },
  "registrations.get": { action: "registration:list-own", about: "own registration", input: ofRegistration },
  "registrations.mine": { action: "registration:list-own", about: "nothing", input: () => ({}) },
  // About one's own ticket for it, whosever event it is: null where there is none.
  "registrations.forEvent": { action: "registration:list-own", about: "nothing", input: ofEvent },
  "registrations.attendees": { action: "attendee:list", about: "event", input: ofEvent },

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

  "users.list": { action: "user:list", about: "nothing", input: () => ({}) },
  "users.changeRole": {
    action: "user:change-role",
    about: "person",
    input: ({ userId }) => ({ userId, role: "organizer" }),
  },
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
        return ties.flatMap((tie) => [true, false].map((isPublic) => ({ standing, tie, isPublic })));
      }
      case "own registration":
      case "person": {
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
  if (about === "own registration") return can(standing, action, relation) ? "allowed" : "not_found";
  if (about === "person") return "allowed";
  const isVisible = isPublic || tie === "own" || standing === "admin";
  if (!isVisible) return "not_found";
  return can(standing, action, relation) ? "allowed" : "forbidden";
}

/** A fresh thing for each call, so that no call sees what another has done. */
async function makeThing(theCase: Case, { standing, tie, isPublic }: Combination): Promise<Thing> {
  const caller = standing === "anonymous" ? null : people[standing];
  const tenant = tie === "other tenant's" ? otherOrganization : organization;
  const owner = tie === "other tenant's" ? stranger : tie === "own" && caller ? caller : someoneElse;
  const event = await tenant.makeEvent(owner, {
    status: isPublic ? "published" : (theCase.hidden ?? "pending"),
  });
  if (tie === "assigned" && caller)
    await addStaff(people.admin.ctx(), { eventId: event.id, email: caller.email });
  const thing: Thing = { eventId: event.id, registrationId: "", userId: "" };
  if (theCase.about === "own registration") thing.registrationId = (await register(owner, event)).id;
  if (theCase.about === "person") thing.userId = (await tenant.makeUser("member")).userId;
  return thing;
}

/** A request of that standing, with the cookie of a session that was just started. */
async function contextOf(standing: Standing): Promise<ApiContext> {
  const ctx: Context = standing === "anonymous" ? organization.anonymous() : people[standing].ctx();
  const { userId, email, displayName } = people.member;
  const user = { id: userId, email, displayName, role: "member" as const };
  const { refreshToken } = await transaction(people.member.ctx(), (ctx) => startSession(ctx, user));
  return { ...ctx, cookies: { refreshToken, keep: () => {}, keepRefreshToken: () => {}, forget: () => {} } };
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
    const thing = await makeThing(theCase, combination);
    const expected = expectedOutcome(theCase, action ?? theCase.action, combination);
    let outcome: Outcome = "allowed";
    try {
      const ctx = await contextOf(combination.standing);
      walked.answers.push(await call(of, path, ctx, theCase.input?.(thing)));
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

const paths = Object.keys(appRouter._def.procedures);

test("every procedure has its case, and every case its procedure", () => {
  expect(Object.keys(cases).toSorted()).toEqual(paths.toSorted());
});

describe("the permission walk", () => {
  test.each(paths)("%s lets in whom the table lets in, and nobody else", async (path) => {
    const theCase = cases[path];
    if (!theCase)
      throw new Error(`${path} has no case in the permission walk: write down its action and input`);
    const { mismatches, hasSucceeded } = await walk(appRouter, path, theCase);
    expect(mismatches).toEqual([]);
    expect(hasSucceeded).toBe(true);
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
    const thing: Thing = { eventId: event.id, registrationId: ticket.id, userId: someoneElse.userId };
    const theCase = cases[path]!;
    const inputs = [theCase.input?.(thing)];
    if (path === "checkIn.verify")
      inputs.push({ qrCode: ticket.qrCode }, { qrCode: ticket.qrCode, eventId: event.id });
    if (path === "checkIn.walkIn") inputs.push({ eventId: event.id, email: someoneElse.email });
    for (const input of inputs) {
      const answer = await call(appRouter, path, await contextOf("admin"), input).catch((error: unknown) => {
        expect(outcomeOf(error)).toMatch(/^(?:allowed|not_found)$/u);
        return error;
      });
      expect(ticketCodesIn(answer)).toEqual([]);
    }
  });
});
