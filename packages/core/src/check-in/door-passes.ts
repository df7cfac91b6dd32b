import { scanGraceMs } from "@eventmaster/admission/decide";
import type { DeviceStanding } from "@eventmaster/contract/check-in";
import type { OpenedDoor } from "@eventmaster/contract/door-devices";
import { doorDevices, doorPasses } from "@eventmaster/db/schema/door-devices";
import { memberships } from "@eventmaster/db/schema/organizations";
import { sessions } from "@eventmaster/db/schema/sessions";
import { and, desc, eq, gt, isNull, notInArray, sql } from "drizzle-orm";
import { hashToken } from "../accounts/refresh-tokens.ts";
import { randomBytes } from "node:crypto";
import { uuidv7 } from "uuidv7";
import { authorize } from "../authorize.ts";
import { type Actor, type Context, type OrganizationId, reading, type TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import type { EventRow } from "../events/event-view.ts";
import { findEvent, loadEventFor } from "../events/load-event.ts";
import { trustOrganizationId } from "../organizations/organization-id.ts";

const day = 24 * 60 * 60 * 1000;
/** Days after the event's end in which scans are still handed in. */
const daysAfter = 7;
/** Passes of one person at one device that work beside the newest. */
const passesKept = 9;

/** Lets this device hand in what this person scans there, whatever becomes of their sign-in. Only its hash is kept. */
export async function makeDoorPass(
  ctx: TenantContext,
  event: EventRow,
  deviceId: string,
): Promise<NonNullable<OpenedDoor["pass"]>> {
  const actor = authorize(ctx, "ticket:scan");
  const id = uuidv7();
  const token = `${id}.${randomBytes(32).toString("base64url")}`;
  const expiresAt = new Date(event.endAt.getTime() + scanGraceMs + daysAfter * day);
  // A device that asks again and again forgot what it was given.
  const kept = ctx.db
    .select({ id: doorPasses.id })
    .from(doorPasses)
    .where(mine(event.id, deviceId, actor.userId))
    .orderBy(desc(doorPasses.createdAt), desc(doorPasses.id))
    .limit(passesKept);
  await ctx.db
    .delete(doorPasses)
    .where(and(mine(event.id, deviceId, actor.userId), notInArray(doorPasses.id, kept)));
  await ctx.db.insert(doorPasses).values({
    id,
    organizationId: ctx.organizationId,
    eventId: event.id,
    deviceId,
    userId: actor.userId,
    sessionId: actor.sessionId,
    tokenHash: hashToken(token),
    createdAt: ctx.now,
    expiresAt,
  });
  return { token, expiresAt: expiresAt.toISOString() };
}

function mine(eventId: string, deviceId: string, userId: string) {
  return and(
    eq(doorPasses.eventId, eventId),
    eq(doorPasses.deviceId, deviceId),
    eq(doorPasses.userId, userId),
  );
}

/** Whose scans a pass hands in, and how its device stands. */
export interface PassHolder {
  organizationId: OrganizationId;
  event: EventRow;
  deviceId: string;
  /** Null when there is no such account any more. */
  actor: Actor | null;
  standing: DeviceStanding;
  dutyEndedAt: Date | null;
}

/** @throws pass_expired for a token that is none, or not any more */
export async function readDoorPass(ctx: Context, token: string): Promise<PassHolder> {
  const passId = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.[\w-]{43}$/u.exec(token)?.[1];
  if (!passId) throw new DomainError("pass_expired");
  // Across tenants, as an API key is: the pass says which one it is of.
  const [found] = await ctx.pool
    .select({
      pass: doorPasses,
      revokedAt: doorDevices.revokedAt,
      role: memberships.role,
      isSignedIn: sql<boolean>`${sessions.id} is not null`,
    })
    .from(doorPasses)
    .innerJoin(
      doorDevices,
      and(eq(doorDevices.eventId, doorPasses.eventId), eq(doorDevices.deviceId, doorPasses.deviceId)),
    )
    .leftJoin(
      memberships,
      and(
        eq(memberships.organizationId, doorPasses.organizationId),
        eq(memberships.userId, doorPasses.userId),
      ),
    )
    .leftJoin(
      sessions,
      and(eq(sessions.id, doorPasses.sessionId), isNull(sessions.endedAt), gt(sessions.expiresAt, ctx.now)),
    )
    .where(
      and(
        eq(doorPasses.id, passId),
        eq(doorPasses.tokenHash, hashToken(token)),
        gt(doorPasses.expiresAt, ctx.now),
      ),
    );
  if (!found) throw new DomainError("pass_expired");
  const { pass } = found;
  const organizationId = trustOrganizationId(pass.organizationId);
  const actor: Actor | null =
    pass.userId === null
      ? null
      : { userId: pass.userId, role: found.role ?? "guest", sessionId: null, isPlatformAdmin: false };
  return reading({ ...ctx, organizationId, actor }, async (ctx) => {
    const event = await findEvent(ctx, pass.eventId);
    if (!event) throw new DomainError("pass_expired");
    const isOnDuty = await mayScan(ctx, event.id);
    const standing = found.revokedAt
      ? "device_revoked"
      : !isOnDuty
        ? "duty_ended"
        : found.isSignedIn
          ? "good"
          : "signed_out";
    return {
      organizationId,
      event,
      deviceId: pass.deviceId,
      actor,
      standing,
      dutyEndedAt: pass.dutyEndedAt,
    };
  });
}

async function mayScan(ctx: TenantContext, eventId: string): Promise<boolean> {
  try {
    await loadEventFor(ctx, "ticket:scan", eventId);
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

/** What the person scans from now on is held, and what they scanned before counts; or, on duty again, neither. */
export async function markDuty(
  ctx: TenantContext,
  eventId: string,
  userId: string,
  dutyEndedAt: Date | null,
): Promise<void> {
  await ctx.db
    .update(doorPasses)
    .set({ dutyEndedAt })
    .where(and(eq(doorPasses.eventId, eventId), eq(doorPasses.userId, userId)));
}
