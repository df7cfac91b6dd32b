import type { MyData } from "@eventmaster/contract/accounts";
import { apiKeys } from "@eventmaster/db/schema/accounts";
import { auditLog } from "@eventmaster/db/schema/audit";
import { scans } from "@eventmaster/db/schema/check-in";
import { doorDevices } from "@eventmaster/db/schema/door-devices";
import { events, eventStaff } from "@eventmaster/db/schema/events";
import { memberships, organizations } from "@eventmaster/db/schema/organizations";
import { answers, questions, registrations, waitlistEntries } from "@eventmaster/db/schema/registrations";
import { sessions } from "@eventmaster/db/schema/sessions";
import { users } from "@eventmaster/db/schema/users";
import { and, asc, eq, or } from "drizzle-orm";
import { authorize } from "../authorize.ts";
import { type Context, reading, type TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { inOrganization } from "../organizations/in-organization.ts";
import { touchedOrganizationsOf } from "../organizations/organizations-of.ts";
import { showSession } from "./list-sessions.ts";
import { showProfile } from "./profile-view.ts";

type OrganizationData = MyData["organizations"][number];

/** Everything that the system keeps about the person who asks, in every organization where something of theirs lies. */
export async function getMyData(ctx: Context): Promise<MyData> {
  const actor = authorize(ctx, "account:manage");
  const touched = await touchedOrganizationsOf(ctx.pool, actor.userId);
  return reading(ctx, async (ctx) => {
    const [user] = await ctx.db.select().from(users).where(eq(users.id, actor.userId));
    if (!user) throw new DomainError("session_ended");
    const found = await ctx.db
      .select()
      .from(sessions)
      .where(eq(sessions.userId, user.id))
      .orderBy(asc(sessions.createdAt), asc(sessions.id));
    const inEach: OrganizationData[] = [];
    for (const organizationId of touched)
      inEach.push(await inOrganization(ctx, organizationId, (ctx) => dataWithin(ctx, user.id)));
    return {
      exportedAt: ctx.now.toISOString(),
      account: await showProfile(ctx, user),
      sessions: found.map((row) => ({
        ...showSession(row),
        endedAt: row.endedAt?.toISOString() ?? null,
      })),
      organizations: inEach,
    };
  });
}

async function dataWithin(ctx: TenantContext, userId: string): Promise<OrganizationData> {
  const { db, organizationId } = ctx;
  const [organization] = await db
    .select({
      name: organizations.name,
      role: memberships.role,
      joinedAt: memberships.createdAt,
    })
    .from(organizations)
    .leftJoin(
      memberships,
      and(eq(memberships.organizationId, organizations.id), eq(memberships.userId, userId)),
    )
    .where(eq(organizations.id, organizationId));
  const isMine = eq(registrations.userId, userId);
  const mine = await db.select().from(registrations).where(isMine).orderBy(asc(registrations.createdAt));
  const answered = await db
    .select({ registrationId: answers.registrationId, question: questions.label, answer: answers.value })
    .from(answers)
    .innerJoin(registrations, eq(registrations.id, answers.registrationId))
    .innerJoin(questions, eq(questions.id, answers.questionId))
    .where(isMine)
    .orderBy(asc(questions.position));
  return {
    id: organizationId,
    name: organization?.name ?? "",
    role: organization?.role ?? null,
    joinedAt: organization?.joinedAt?.toISOString() ?? null,
    registrations: mine.map((row) => ({
      id: row.id,
      eventId: row.eventId,
      eventTitle: row.eventTitle,
      eventStartAt: row.eventStartAt.toISOString(),
      status: row.status,
      source: row.source,
      qrCode: row.qrCode,
      createdAt: row.createdAt.toISOString(),
      cancelledAt: row.cancelledAt?.toISOString() ?? null,
      answers: answered
        .filter(({ registrationId }) => registrationId === row.id)
        .map(({ question, answer }) => ({ question, answer })),
    })),
    ...(await tracesWithin(ctx, userId)),
  };
}

async function tracesWithin({ db }: TenantContext, userId: string) {
  const read = await db
    .select({
      id: scans.id,
      eventId: scans.eventId,
      registrationId: scans.registrationId,
      scannedAt: scans.scannedAt,
      verdict: scans.verdict,
      holderId: registrations.userId,
    })
    .from(scans)
    .leftJoin(registrations, eq(registrations.id, scans.registrationId))
    .where(or(eq(registrations.userId, userId), eq(scans.scannedBy, userId)))
    .orderBy(asc(scans.scannedAt), asc(scans.id));
  const waiting = await db.select().from(waitlistEntries).where(eq(waitlistEntries.userId, userId));
  const organized = await db.select().from(events).where(eq(events.organizerId, userId));
  const staffed = await db.select().from(eventStaff).where(eq(eventStaff.userId, userId));
  const devices = await db.select().from(doorDevices).where(eq(doorDevices.userId, userId));
  const keys = await db.select().from(apiKeys).where(eq(apiKeys.userId, userId));
  const log = await db
    .select({ id: auditLog.id })
    .from(auditLog)
    .where(or(eq(auditLog.actorId, userId), eq(auditLog.subjectId, userId)))
    .orderBy(asc(auditLog.id));
  return {
    scans: read.map(({ holderId, scannedAt, registrationId, ...scan }) => ({
      ...scan,
      // Whose ticket one scanned at a door is that person's data.
      registrationId: holderId === userId ? registrationId : null,
      scannedAt: scannedAt.toISOString(),
      isMine: holderId === userId,
    })),
    waitlist: waiting.map(({ eventId, status, joinedAt }) => ({
      eventId,
      status,
      joinedAt: joinedAt.toISOString(),
    })),
    events: organized.map(({ id, title, startAt, status }) => ({
      id,
      title,
      startAt: startAt.toISOString(),
      status,
    })),
    staffOf: staffed.map(({ eventId }) => eventId),
    devices: devices.map(({ eventId, name, firstSeenAt, lastSeenAt }) => ({
      eventId,
      name,
      firstSeenAt: firstSeenAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
    })),
    apiKeys: keys.map(({ id, name, createdAt }) => ({ id, name, createdAt: createdAt.toISOString() })),
    auditIds: log.map(({ id }) => id),
  };
}
