import { invitations } from "@eventmaster/db/schema/accounts";
import { eventStaff } from "@eventmaster/db/schema/events";
import { memberships, organizations } from "@eventmaster/db/schema/organizations";
import { users } from "@eventmaster/db/schema/users";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { deleteAccount } from "../accounts/delete-account.ts";
import { getProfile } from "../accounts/get-profile.ts";
import { hashPassword } from "../accounts/passwords.ts";
import { signUp } from "../accounts/sign-up.ts";
import { createApiKey } from "../api-keys/create-api-key.ts";
import { authenticateApiKey } from "../api-keys/authenticate-api-key.ts";
import { addStaff } from "../check-in/event-staff.ts";
import { type Actor, type Context, transaction } from "../context.ts";
import { getEvent } from "../events/get-event.ts";
import { listEvents } from "../events/list-events.ts";
import { registerForEvent } from "../registrations/register-for-event.ts";
import { countOutcomes } from "../testing/outcomes.ts";
import { expectRefusal } from "../testing/expect-refusal.ts";
import {
  day,
  type Person,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { listUsers } from "../users/list-users.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import { createOrganization } from "./create-organization.ts";
import { leaveOrganization, removeMember } from "./end-membership.ts";
import { findOrganization } from "./find-organization.ts";
import { invite } from "./invite.ts";
import { listInvitations } from "./list-invitations.ts";
import { listMyOrganizations } from "./list-my-organizations.ts";
import { listOrganizations } from "./list-organizations.ts";
import { locate } from "./locate.ts";
import { openInvitation } from "./open-invitation.ts";
import { revokeInvitation } from "./revoke-invitation.ts";
import { sendInvitation } from "./send-invitation.ts";
import { switchOrganization } from "./switch-organization.ts";

let system: TestSystem;
let organization: TestOrganization;
let admin: Person;
let organizer: Person;
let member: Person;
beforeAll(async () => {
  system = await startTestSystem({ max: 20 });
});
afterAll(() => system.close());
beforeEach(async () => {
  organization = await system.makeOrganization();
  [admin, organizer, member] = await Promise.all([
    organization.makeUser("admin"),
    organization.makeUser("organizer"),
    organization.makeUser("member"),
  ]);
});

let made = 0;
const newSlug = () => `club-${++made}`;
const newEmail = () => `Invited.${++made}@company.test`;
const later = (milliseconds: number) => new Date(Date.now() + milliseconds);
const firstPage = { limit: 20, offset: 0 };

const roleIn = async (organizationId: string, userId: string) =>
  (
    await system.db
      .select({ role: memberships.role })
      .from(memberships)
      .where(and(eq(memberships.organizationId, organizationId), eq(memberships.userId, userId)))
  )[0]?.role ?? null;

/** Somebody who signed up in another organization, and asks for things in one that they are no member of. */
async function outsider(email = newEmail()) {
  const home = await system.makeOrganization();
  const { signedIn } = await signUp(home.anonymous(), {
    email,
    password: "correct horse",
    displayName: "Out",
  });
  const actor: Actor = {
    userId: signedIn.user.id,
    role: "guest",
    sessionId: null,
    isPlatformAdmin: false,
  };
  const ctx = (now = new Date()) => system.contextFor(organization.organizationId, actor, { now });
  return { userId: signedIn.user.id, email, home, ctx };
}

describe("creating an organization", () => {
  const platformAdmin = () =>
    system.contextFor(organization.organizationId, { ...member.actor, isPlatformAdmin: true });

  test("is for the platform's admin, and makes a proved account its first admin", async () => {
    const chosen = await organization.makeUser("member", { emailVerifiedAt: new Date() });
    const slug = newSlug();
    const ctx = platformAdmin();
    const created = await createOrganization(ctx, {
      name: "Chess <b>club</b>",
      slug,
      adminEmail: chosen.email.toUpperCase(),
    });
    expect(created).toEqual({ id: expect.any(String), slug, name: "Chess <b>club</b>" });
    expect(await roleIn(created.id, chosen.userId)).toBe("admin");
    expect(await system.auditOf(ctx)).toEqual([
      {
        action: "organization.create",
        subjectType: "organization",
        subjectId: created.id,
        actorId: member.userId,
        organizationId: created.id,
        details: { firstAdmin: chosen.userId },
      },
    ]);
    expect((await listMyOrganizations(chosen.ctx())).items).toHaveLength(2);
  });

  test.each(["unknown", "not proved"])(
    "invites an address that is %s, and gives it nothing before",
    async (kind) => {
      const adminEmail = kind === "unknown" ? newEmail() : member.email;
      const created = await createOrganization(platformAdmin(), {
        name: "Club",
        slug: newSlug(),
        adminEmail,
      });
      expect(await system.db.$count(memberships, eq(memberships.organizationId, created.id))).toBe(0);
      const mails = await system.mailsTo(adminEmail);
      expect(mails.kinds).toEqual(["invitation"]);
      const person = kind === "unknown" ? await outsider(adminEmail) : member;
      await acceptInvitation(person.ctx(), { token: mails.lastToken() });
      expect(await roleIn(created.id, person.userId)).toBe("admin");
    },
  );

  test("needs a short name of its own, also when two ask at once", async () => {
    const slug = newSlug();
    const input = { name: "Club", slug, adminEmail: newEmail() };
    const outcomes = await countOutcomes(
      Array.from({ length: 5 }, () => createOrganization(platformAdmin(), input)),
    );
    expect(outcomes).toEqual({ ok: 1, slug_taken: 4 });
    expect(await system.db.$count(organizations, eq(organizations.slug, slug))).toBe(1);
  });

  test("is not for anybody else, whatever their role", async () => {
    const input = { name: "Club", slug: newSlug(), adminEmail: newEmail() };
    for (const person of [member, organizer, admin])
      await expectRefusal(system, person.ctx(), (ctx) => createOrganization(ctx, input), "forbidden");
    await expectRefusal(
      system,
      organization.anonymous(),
      (ctx) => createOrganization(ctx, input),
      "not_signed_in",
    );
  });
});

describe("where a link leads", () => {
  let choir: TestOrganization;
  let conductor: Person;
  beforeEach(async () => {
    choir = await system.makeOrganization();
    conductor = await choir.makeUser("organizer");
  });
  const whereIs = (ctx: Context, id: string, kind: "event" | "registration" = "event") =>
    locate(ctx, { kind, id });

  test("is told of a public event to anybody, from within any organization", async () => {
    const published = await choir.makeEvent(conductor, { status: "published" });
    const cancelled = await choir.makeEvent(conductor, { status: "cancelled" });
    for (const ctx of [organization.anonymous(), member.ctx(), admin.ctx(), conductor.ctx()])
      for (const { id } of [published, cancelled])
        expect(await whereIs(ctx, id)).toMatchObject({ id: choir.organizationId });
    expect(await whereIs(member.ctx(), crypto.randomUUID())).toBeNull();
  });

  test("is told of an event that is not public to whoever may see it there, whatever they are elsewhere", async () => {
    const { id } = await choir.makeEvent(conductor, { status: "pending" });
    const there = (person: Person, role: "member" | "admin") =>
      system.db
        .insert(memberships)
        .values({ organizationId: choir.organizationId, userId: person.userId, role });
    await there(member, "admin");
    await there(admin, "member");
    expect(await whereIs(member.ctx(), id)).toMatchObject({ id: choir.organizationId });
    for (const ctx of [organization.anonymous(), organizer.ctx(), admin.ctx()])
      expect(await whereIs(ctx, id)).toBeNull();
    // A key of theirs is for one organization.
    const { key } = await createApiKey(member.ctx(), { name: "k", actions: ["event:browse"] });
    const gate = { ...member.ctx(), isOrganizationNamed: false };
    const machine = await authenticateApiKey(gate, key);
    expect(await whereIs({ ...member.ctx(), actor: machine }, id)).toBeNull();
  });

  test("is told of a registration to its holder alone", async () => {
    const event = await choir.makeEvent(conductor, { status: "published" });
    const singer = await choir.makeUser("member");
    const { id } = await registerForEvent(singer.ctx(), { eventId: event.id });
    const elsewhere = system.contextFor(organization.organizationId, { ...singer.actor, role: "guest" });
    expect(await whereIs(elsewhere, id, "registration")).toMatchObject({ id: choir.organizationId });
    for (const ctx of [organization.anonymous(), admin.ctx(), conductor.ctx()])
      expect(await whereIs(ctx, id, "registration")).toBeNull();
    expect(await whereIs(elsewhere, id)).toBeNull();
  });
});

describe("one's organizations", () => {
  test("are all that one belongs to, with the role in each; a single one needs no word", async () => {
    expect(await listMyOrganizations(member.ctx())).toMatchObject({
      current: { id: organization.organizationId, role: "member" },
      items: [{ id: organization.organizationId, role: "member" }],
      hasSeveral: false,
      mayCreate: false,
    });
    const other = await system.makeOrganization();
    await system.db
      .insert(memberships)
      .values({ organizationId: other.organizationId, userId: member.userId, role: "admin" });
    const several = await listMyOrganizations(member.ctx());
    expect(several.items.map(({ role }) => role)).toEqual(["member", "admin"]);
    expect(several.hasSeveral).toBe(true);
  });

  test("are found by id and slug; what is no organization is not found", async () => {
    const [row] = await system.db
      .select()
      .from(organizations)
      .where(eq(organizations.id, organization.organizationId));
    expect(await findOrganization(system.db, row!.slug)).toBe(organization.organizationId);
    expect(await findOrganization(system.db, row!.id.toUpperCase())).toBe(organization.organizationId);
    for (const named of ["nobody", "", "'; drop table users", "\u0000", crypto.randomUUID()])
      await expect(findOrganization(system.db, named)).rejects.toMatchObject({
        code: "organization_not_found",
      });
  });

  test("can be switched between, and to no other", async () => {
    const other = await system.makeOrganization();
    const to = { organization: other.organizationId };
    await expectRefusal(system, member.ctx(), (ctx) => switchOrganization(ctx, to), "organization_not_found");
    await system.db
      .insert(memberships)
      .values({ organizationId: other.organizationId, userId: member.userId });
    expect(await switchOrganization(member.ctx(), to)).toMatchObject({ id: other.organizationId });
  });
});

describe("somebody signed in who is no member", () => {
  test("sees what is public, and may do nothing", async () => {
    const event = await organization.makeEvent(organizer);
    const hidden = await organization.makeEvent(organizer, { status: "pending" });
    const { ctx } = await outsider();
    expect((await listEvents(ctx(), { ...firstPage, order: "latest" })).items.map(({ id }) => id)).toEqual([
      event.id,
    ]);
    expect(await getEvent(ctx(), { eventId: event.id })).toMatchObject({ id: event.id });
    await expectRefusal(system, ctx(), (at) => getEvent(at, { eventId: hidden.id }), "not_found");
    await expectRefusal(system, ctx(), (at) => registerForEvent(at, { eventId: event.id }), "forbidden");
    await expectRefusal(system, ctx(), (at) => listUsers(at, firstPage), "forbidden");
  });
});

describe("an invitation", () => {
  async function invited(email = newEmail(), role: "member" | "organizer" | "admin" = "organizer") {
    const invitation = await invite(admin.ctx(), { email, role });
    return { invitation, email, token: (await system.mailsTo(email)).lastToken() };
  }

  test("goes out by mail, is audited without the address, and shows what it is for", async () => {
    const ctx = admin.ctx();
    const email = newEmail();
    const invitation = await invite(ctx, { email, role: "organizer" });
    const { displayName: invitedBy } = await getProfile(admin.ctx());
    expect(invitation).toMatchObject({ email, role: "organizer", status: "open", invitedBy });
    expect(await system.auditOf(ctx)).toMatchObject([
      {
        action: "invitation.create",
        subjectType: "invitation",
        subjectId: invitation.id,
        details: { role: "organizer" },
      },
    ]);
    const mails = await system.mailsTo(email);
    expect(mails.links[0]).toMatch(/^https:\/\/events\.test\/invitation\?token=/u);
    expect(await openInvitation(organization.anonymous(), { token: mails.lastToken() })).toMatchObject({
      organization: { id: organization.organizationId },
      email,
      role: "organizer",
      invitedBy: admin.displayName,
    });
    const rows = await system.db.select().from(invitations).where(eq(invitations.id, invitation.id));
    expect(JSON.stringify(rows)).not.toContain(mails.lastToken());
  });

  test("is accepted with an account of that address, once, and proves it", async () => {
    const { email, token } = await invited();
    const person = await outsider(email.toLowerCase());
    const outcomes = await countOutcomes(
      Array.from({ length: 5 }, () => acceptInvitation(person.ctx(), { token })),
    );
    expect(outcomes).toEqual({ ok: 1, link_expired: 4 });
    expect(await roleIn(organization.organizationId, person.userId)).toBe("organizer");
    const [row] = await system.db.select().from(users).where(eq(users.id, person.userId));
    expect(row?.emailVerifiedAt).not.toBeNull();
    expect((await listInvitations(admin.ctx(), firstPage)).items).toMatchObject([{ status: "accepted" }]);
  });

  test("is audited where it leads, whatever organization the request was in", async () => {
    const { invitation, email, token } = await invited();
    const person = await outsider(email);
    const ctx = system.contextFor(person.home.organizationId, { ...person.ctx().actor!, role: "member" });
    await acceptInvitation(ctx, { token });
    expect(await system.auditOf(ctx)).toMatchObject([
      { action: "invitation.accept", subjectId: invitation.id, organizationId: organization.organizationId },
    ]);
  });

  test("is nothing to another address, nor to anybody who is not signed in", async () => {
    const { token } = await invited();
    const person = await outsider();
    await expectRefusal(system, person.ctx(), (ctx) => acceptInvitation(ctx, { token }), "other_email");
    expect(await roleIn(organization.organizationId, person.userId)).toBeNull();
    await expectRefusal(
      system,
      organization.anonymous(),
      (ctx) => acceptInvitation(ctx, { token }),
      "not_signed_in",
    );
  });

  test("expires after seven days, and ends when it is revoked or replaced", async () => {
    const { email, token } = await invited();
    const person = await outsider(email);
    const accept = (token: string) => (ctx: Context) => acceptInvitation(ctx, { token });
    await expectRefusal(system, person.ctx(later(7 * day)), accept(token), "link_expired");
    const second = await invited(email);
    await expectRefusal(system, person.ctx(), accept(token), "link_expired");
    const ctx = admin.ctx();
    await revokeInvitation(ctx, { invitationId: second.invitation.id });
    expect(await system.auditOf(ctx)).toMatchObject([{ action: "invitation.revoke" }]);
    await revokeInvitation(admin.ctx(), { invitationId: second.invitation.id });
    await expectRefusal(system, person.ctx(), accept(second.token), "link_expired");
    const { items } = await listInvitations(admin.ctx({ now: later(8 * day) }), firstPage);
    expect(items.map(({ status }) => status)).toEqual(["revoked", "revoked"]);
  });

  test("of a member is refused, and one that finds a member lowers no role", async () => {
    await expectRefusal(
      system,
      admin.ctx(),
      (ctx) => invite(ctx, { email: member.email.toUpperCase(), role: "admin" }),
      "already_member",
    );
    const { email, token } = await invited(newEmail(), "member");
    const person = await outsider(email);
    await system.db
      .insert(memberships)
      .values({ organizationId: organization.organizationId, userId: person.userId, role: "admin" });
    await acceptInvitation(person.ctx(), { token });
    expect(await roleIn(organization.organizationId, person.userId)).toBe("admin");
  });

  test("is for admins, and those of another organization see none of it", async () => {
    const { invitation } = await invited();
    const other = await system.makeOrganization();
    const stranger = await other.makeUser("admin");
    const named = { invitationId: invitation.id };
    await expectRefusal(system, stranger.ctx(), (ctx) => revokeInvitation(ctx, named), "not_found");
    expect((await listInvitations(stranger.ctx(), firstPage)).items).toEqual([]);
    for (const person of [member, organizer]) {
      await expectRefusal(system, person.ctx(), (ctx) => revokeInvitation(ctx, named), "forbidden");
      await expectRefusal(system, person.ctx(), (ctx) => listInvitations(ctx, firstPage), "forbidden");
      await expectRefusal(
        system,
        person.ctx(),
        (ctx) => invite(ctx, { email: newEmail(), role: "admin" }),
        "forbidden",
      );
    }
  });
});

describe("all organizations", () => {
  const page = { limit: 100, offset: 0 };
  const asPlatformAdmin = () =>
    system.contextFor(organization.organizationId, { ...admin.actor, isPlatformAdmin: true });

  test("are listed for the platform's admin with how many people they have, found by name and short name, and paged", async () => {
    const made = await Promise.all(
      ["Zither 100% club", "Zither society"].map(() => system.makeOrganization()),
    );
    for (const [index, name] of ["Zither 100% club", "Zither society"].entries())
      await system.db
        .update(organizations)
        .set({ name, slug: `zither-${index}` })
        .where(eq(organizations.id, made[index]!.organizationId));
    await made[0]!.makeUser("admin");
    await made[0]!.makeUser("member");
    const found = await listOrganizations(asPlatformAdmin(), { ...page, q: "ZITHER" });
    expect(found.total).toBe(2);
    expect(found.items.find(({ slug }) => slug === "zither-0")).toEqual({
      id: made[0]!.organizationId,
      name: "Zither 100% club",
      slug: "zither-0",
      people: 2,
      admins: 1,
      createdAt: expect.any(String),
    });
    expect(found.items.find(({ slug }) => slug === "zither-1")).toMatchObject({ people: 0, admins: 0 });
    const bySlug = await listOrganizations(asPlatformAdmin(), { ...page, q: "zither-1" });
    expect(bySlug.items.map(({ name }) => name)).toEqual(["Zither society"]);
    expect((await listOrganizations(asPlatformAdmin(), { ...page, q: "100%" })).total).toBe(1);

    const first = await listOrganizations(asPlatformAdmin(), { ...page, limit: 1, q: "zither" });
    const rest = await listOrganizations(asPlatformAdmin(), {
      ...page,
      cursor: first.nextCursor,
      q: "zither",
    });
    expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(2);
  });

  test("are nobody else's business, an organization's own admin's neither", async () => {
    await expectRefusal(system, admin.ctx(), (ctx) => listOrganizations(ctx, page), "forbidden");
    await expectRefusal(
      system,
      organization.anonymous(),
      (ctx) => listOrganizations(ctx, page),
      "not_signed_in",
    );
  });
});

describe("the end of a membership", () => {
  test("takes work at doors and API keys along, and keeps the account", async () => {
    const event = await organization.makeEvent(organizer);
    await addStaff(organizer.ctx(), { eventId: event.id, email: member.email });
    const { key } = await createApiKey(member.ctx(), { name: "script", actions: ["event:browse"] });
    const ctx = admin.ctx();
    await removeMember(ctx, { userId: member.userId });
    expect(await system.auditOf(ctx)).toMatchObject([
      { action: "user.remove", subjectId: member.userId, details: { before: "member", after: null } },
    ]);
    expect(await roleIn(organization.organizationId, member.userId)).toBeNull();
    expect(await system.db.$count(eventStaff, eq(eventStaff.userId, member.userId))).toBe(0);
    await expect(authenticateApiKey(organization.anonymous(), key)).rejects.toMatchObject({
      code: "session_ended",
    });
    await system.db
      .insert(memberships)
      .values({ organizationId: organization.organizationId, userId: member.userId });
    await expect(authenticateApiKey(organization.anonymous(), key)).rejects.toMatchObject({
      code: "session_ended",
    });
  });

  test("ends open invitations, also when the account is deleted, and keeps one that would leave nobody in charge", async () => {
    const fields = { hashedPassword: await hashPassword("correct horse") };
    const [leaving, deleted] = [
      await organization.makeUser("admin"),
      await organization.makeUser("admin", fields),
    ];
    for (const inviter of [leaving, deleted])
      await invite(inviter.ctx(), { email: `by-${inviter.email}`, role: "admin" });
    const kept = await invite(admin.ctx(), { email: "by-admin@company.test", role: "member" });
    // As whoever runs the platform invites the first admin of an organization that has none.
    const empty = await system.makeOrganization();
    const first = await transaction({ ...deleted.ctx(), organizationId: empty.organizationId }, (ctx) =>
      sendInvitation(ctx, deleted.userId, { email: "first@company.test", role: "admin" }),
    );
    const leave = leaving.ctx();
    await leaveOrganization(leave);
    await deleteAccount(deleted.ctx(), { password: "correct horse" });
    expect((await system.auditOf(leave)).map(({ action }) => action)).toContain("invitation.revoke");
    const { items } = await listInvitations(admin.ctx(), { limit: 20, offset: 0 });
    expect(Object.fromEntries(items.map(({ email, status }) => [email, status]))).toEqual({
      [`by-${leaving.email}`]: "revoked",
      [`by-${deleted.email}`]: "revoked",
      [kept.email]: "open",
    });
    const [still] = await system.db.select().from(invitations).where(eq(invitations.id, first.id));
    expect(still).toMatchObject({ revokedAt: null, invitedBy: null });
  });

  test("comes by one's own wish too, but not for the last admin", async () => {
    const ctx = member.ctx();
    await leaveOrganization(ctx);
    expect(await system.auditOf(ctx)).toMatchObject([{ action: "organization.leave" }]);
    await expectRefusal(system, admin.ctx(), leaveOrganization, "last_admin");
    await expectRefusal(
      system,
      admin.ctx(),
      (ctx) => removeMember(ctx, { userId: admin.userId }),
      "last_admin",
    );
    await expectRefusal(system, organization.anonymous(), leaveOrganization, "not_signed_in");
  });

  test("of both admins at once ends one", async () => {
    const second = await organization.makeUser("admin");
    const outcomes = await countOutcomes([leaveOrganization(admin.ctx()), leaveOrganization(second.ctx())]);
    expect(outcomes).toEqual({ ok: 1, last_admin: 1 });
  });

  test("is not for other roles, and not for people of another organization", async () => {
    const named = { userId: member.userId };
    await expectRefusal(system, organizer.ctx(), (ctx) => removeMember(ctx, named), "forbidden");
    const stranger = await (await system.makeOrganization()).makeUser("admin");
    await expectRefusal(system, stranger.ctx(), (ctx) => removeMember(ctx, named), "not_found");
    expect(await roleIn(organization.organizationId, member.userId)).toBe("member");
  });
});
