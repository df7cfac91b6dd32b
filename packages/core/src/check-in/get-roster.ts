import type { Roster, RosterEntry, rosterInput } from "@eventmaster/contract/check-in";
import { admissions, rosterRemovals } from "@eventmaster/db/schema/check-in";
import { doorDevices, leasedSeats } from "@eventmaster/db/schema/door-devices";
import { registrations } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { and, asc, eq, gte, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { authorize } from "../authorize.ts";
import { type Context, reading, type TenantContext } from "../context.ts";
import type { EventRow } from "../events/event-view.ts";
import { loadEventFor } from "../events/load-event.ts";
import {
  type ChangePlace,
  horizonPlace,
  placeAfter,
  readHorizon,
  readPlace,
  theBeginning,
  writePlace,
} from "./change-cursor.ts";
import { shortenName } from "./door-names.ts";
import { loadCheckInPoints } from "./load-check-in-point.ts";
import { requireDevice } from "./require-device.ts";

/**
 * What a scanner carries of an event to decide offline: all of it at first, then what changed since the cursor. Nothing is
 * missed, however late a transaction commits; the same entry may come twice, and the later one counts.
 * @throws forbidden, not_found, device_revoked
 */
export async function getRoster(ctx: Context, input: z.infer<typeof rosterInput>): Promise<Roster> {
  authorize(ctx, "ticket:scan");
  return reading(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "ticket:scan", input.eventId);
    await requireDevice(ctx, event.id, input.deviceId);
    const points = await loadCheckInPoints(ctx, event.id);
    const horizon = await readHorizon(ctx);
    const known = input.cursor ? readPlace(input.cursor, horizon, event.id) : null;
    const from = known ?? theBeginning;
    const rows = await changedSince(ctx, event.id, from, input.limit + 1);
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    const hasMore = rows.length > input.limit;
    const seats = await seatsSince(ctx, event.id, from);
    const next =
      hasMore && last
        ? placeAfter({ transaction: last.changedIn, id: last.id }, horizon)
        : horizonPlace(horizon);
    return {
      event: showDoor(event, points),
      isFresh: known === null,
      entries: [...seats.void, ...(await showEntries(ctx, event, page))],
      removed: known === null ? [] : [...seats.unknown, ...(await removedSince(ctx, event.id, from))],
      aliases: seats.aliases,
      cursor: writePlace(next, horizon, event.id),
      // Beyond the horizon the place stays where it is: asking at once would give the same rows again.
      hasMore: hasMore && (next.transaction !== from.transaction || next.id !== from.id),
      serverTime: new Date().toISOString(),
    };
  });
}

type ChangedRow = Awaited<ReturnType<typeof changedSince>>[number];

function changedSince(ctx: TenantContext, eventId: string, from: ChangePlace, limit: number) {
  return ctx.db
    .select({
      id: registrations.id,
      status: registrations.status,
      generation: registrations.generation,
      changedIn: registrations.changedIn,
      holderName: users.displayName,
      email: users.email,
    })
    .from(registrations)
    .innerJoin(users, eq(users.id, registrations.userId))
    .where(
      and(
        eq(registrations.eventId, eventId),
        sql`(${registrations.changedIn}, ${registrations.id}) > (${from.transaction}::xid8, ${from.id}::uuid)`,
      ),
    )
    .orderBy(asc(registrations.changedIn), asc(registrations.id))
    .limit(limit);
}

async function removedSince(ctx: TenantContext, eventId: string, from: ChangePlace): Promise<string[]> {
  const rows = await ctx.db
    .select({ id: rosterRemovals.registrationId })
    .from(rosterRemovals)
    .where(
      and(eq(rosterRemovals.eventId, eventId), gte(rosterRemovals.removedIn, sql`${from.transaction}::xid8`)),
    );
  return rows.map(({ id }) => id);
}

/**
 * What a device must know of seats that are kept for others: codes that stand for another registration, and blank tickets of
 * a device that was taken off the door, which let nobody in. Of all other blank tickets it believes the signature.
 */
async function seatsSince(ctx: TenantContext, eventId: string, from: ChangePlace) {
  const rows = await ctx.db
    .select({
      id: leasedSeats.id,
      status: leasedSeats.status,
      registrationId: leasedSeats.registrationId,
      generation: leasedSeats.generation,
      isRevoked: sql<boolean>`${doorDevices.revokedAt} is not null`,
    })
    .from(leasedSeats)
    .innerJoin(
      doorDevices,
      and(eq(doorDevices.eventId, leasedSeats.eventId), eq(doorDevices.deviceId, leasedSeats.deviceId)),
    )
    .where(and(eq(leasedSeats.eventId, eventId), gte(leasedSeats.changedIn, sql`${from.transaction}::xid8`)));
  const aliases = rows.flatMap(({ id, registrationId, generation }) =>
    registrationId === null || registrationId === id || generation === null
      ? []
      : [{ id, registrationId, generation }],
  );
  const blank = rows.filter(({ status }) => status !== "used");
  return {
    aliases,
    void: blank.filter(({ isRevoked }) => isRevoked).map(({ id }) => voidTicket(id)),
    unknown: [...aliases, ...blank.filter(({ isRevoked }) => !isRevoked)].map(({ id }) => id),
  };
}

function voidTicket(id: string): RosterEntry {
  return { id, status: "cancelled", generation: 1, holderName: null, email: null, admissions: [] };
}

async function showEntries(ctx: TenantContext, event: EventRow, rows: ChangedRow[]): Promise<RosterEntry[]> {
  const admitted = await admissionsOf(
    ctx,
    rows.filter(({ status }) => status === "checked_in").map(({ id }) => id),
  );
  return rows.map(({ id, status, generation, holderName, email }) => {
    // What a cancelled ticket's holder is called is nobody's business at the door.
    const isNamed = status !== "cancelled";
    return {
      id,
      status,
      generation,
      holderName: isNamed ? shortenName(holderName, event.doorNames) : null,
      email: isNamed && event.doorNames === "full" ? email : null,
      admissions: admitted.get(id) ?? [],
    };
  });
}

const admitter = alias(users, "admitter");

async function admissionsOf(
  ctx: TenantContext,
  registrationIds: string[],
): Promise<Map<string, RosterEntry["admissions"]>> {
  const byTicket = new Map<string, RosterEntry["admissions"]>();
  if (registrationIds.length === 0) return byTicket;
  const rows = await ctx.db
    .select({ admission: admissions, admittedBy: admitter.displayName })
    .from(admissions)
    .leftJoin(admitter, eq(admitter.id, admissions.admittedBy))
    // One parameter, where thousands would have to be parsed.
    .where(sql`${admissions.registrationId} = any(${sql.param(registrationIds)}::uuid[])`);
  for (const { admission, admittedBy } of rows) {
    const shown = {
      checkInPointId: admission.checkInPointId,
      scanId: admission.scanId,
      admittedAt: admission.admittedAt.toISOString(),
      admittedBy,
      deviceId: admission.deviceId,
      leftAt: admission.leftAt?.toISOString() ?? null,
    };
    const others = byTicket.get(admission.registrationId);
    if (others) others.push(shown);
    else byTicket.set(admission.registrationId, [shown]);
  }
  return byTicket;
}

function showDoor(event: EventRow, points: Awaited<ReturnType<typeof loadCheckInPoints>>): Roster["event"] {
  return {
    id: event.id,
    title: event.title,
    status: event.status,
    startAt: event.startAt.toISOString(),
    endAt: event.endAt.toISOString(),
    timeZone: event.timeZone,
    doorNames: event.doorNames,
    capacity: event.capacity,
    registeredCount: event.registeredCount,
    checkInPoints: points
      .filter(({ isRemoved }) => !isRemoved)
      .map(({ id, name, kind }) => ({ id, name, kind })),
  };
}
