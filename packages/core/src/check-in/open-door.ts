import type { OpenedDoor, openDoorInput } from "@eventmaster/contract/door-devices";
import { doorDevices } from "@eventmaster/db/schema/door-devices";
import { isNull, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { authorize } from "../authorize.ts";
import { type Context, transaction, type TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import type { EventRow } from "../events/event-view.ts";
import { loadEventFor } from "../events/load-event.ts";
import { loadDevice } from "./device-view.ts";
import { makeDoorPass } from "./door-passes.ts";
import { keepSeatsFor } from "./lease-seats.ts";
import { loadCheckInPoints } from "./load-check-in-point.ts";

type Opening = z.infer<typeof openDoorInput>;

/**
 * A device works at an event's door and says how it is: once when it opens the event, then every minute or so. It is given
 * what it needs to go on without a network: a pass to hand in its scans, and seats for people who walk in.
 * @throws forbidden, not_found (event or check-in point), device_revoked
 */
export async function openDoor(ctx: Context, input: Opening): Promise<OpenedDoor> {
  authorize(ctx, "ticket:scan");
  return transaction(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "ticket:scan", input.eventId);
    await keepDevice(ctx, event, input, await pointOf(ctx, event, input));
    const pass = input.needsPass ? await makeDoorPass(ctx, event, input.deviceId) : null;
    const seats = await keepSeatsFor(ctx, event, input);
    return {
      device: await loadDevice(ctx, event.id, input.deviceId),
      pass,
      seats,
      ticketCount: event.registeredCount,
      serverTime: new Date().toISOString(),
    };
  });
}

/** A device may stand at a point that was removed meanwhile: it learns of that by its roster, and is no worse for it here. */
async function pointOf(ctx: TenantContext, event: EventRow, input: Opening): Promise<string | null> {
  if (!input.checkInPointId) return null;
  const points = await loadCheckInPoints(ctx, event.id);
  const point = points.find(({ id }) => id === input.checkInPointId);
  if (!point) throw new DomainError("not_found", { message: "There is no such check-in point." });
  return point.id;
}

/** @throws device_revoked */
async function keepDevice(
  ctx: TenantContext,
  event: EventRow,
  input: Opening,
  checkInPointId: string | null,
): Promise<void> {
  const actor = authorize(ctx, "ticket:scan");
  const seen = {
    name: input.name,
    userId: actor.userId,
    sessionId: actor.sessionId,
    checkInPointId,
    lastSeenAt: ctx.now,
    pendingScans: input.pendingScans,
    rosterAt: input.rosterAt ?? null,
  };
  const [kept] = await ctx.db
    .insert(doorDevices)
    .values({
      ...seen,
      id: uuidv7(),
      organizationId: ctx.organizationId,
      eventId: event.id,
      deviceId: input.deviceId,
      firstSeenAt: ctx.now,
    })
    .onConflictDoUpdate({
      target: [doorDevices.eventId, doorDevices.deviceId],
      set: seen,
      setWhere: isNull(doorDevices.revokedAt),
    })
    .returning({ isNew: sql<boolean>`old.event_id is null` });
  if (!kept) throw new DomainError("device_revoked");
  if (kept.isNew)
    await recordAudit(ctx, {
      action: "event.add_device",
      subjectType: "event",
      subjectId: event.id,
      details: { deviceId: input.deviceId },
    });
}
