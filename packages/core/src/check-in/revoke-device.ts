import type { DoorDevice, restoreDeviceInput, revokeDeviceInput } from "@eventmaster/contract/door-devices";
import { doorDevices, doorPasses, leasedSeats } from "@eventmaster/db/schema/door-devices";
import { sessions } from "@eventmaster/db/schema/sessions";
import { and, eq, inArray, isNotNull, isNull, ne, or } from "drizzle-orm";
import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { type Context, transaction, type TenantContext } from "../context.ts";
import { loadEventFor } from "../events/load-event.ts";
import { loadDevice } from "./device-view.ts";
import { removeStaff } from "./event-staff.ts";

/**
 * Takes a device off an event's door, such as a phone that was lost: it stops at its next contact, and its sign-in ends.
 * What it scanned and did not send is still taken, marked and held (decision 24). Only ending its person's duty keeps
 * them from coming back with another device, or with this one and its storage cleared. Twice is once.
 * @throws forbidden, not_found
 */
export async function revokeDevice(
  ctx: Context,
  input: z.infer<typeof revokeDeviceInput>,
): Promise<DoorDevice> {
  return transaction(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "door:manage", input.eventId);
    const [revoked] = await ctx.db
      .update(doorDevices)
      .set({
        revokedAt: ctx.now,
        revokedBy: ctx.actor?.userId ?? null,
        revokeReason: input.reason ?? null,
      })
      .where(
        and(
          eq(doorDevices.eventId, event.id),
          eq(doorDevices.deviceId, input.deviceId),
          isNull(doorDevices.revokedAt),
        ),
      )
      .returning({ sessionId: doorDevices.sessionId });
    if (revoked) {
      const endedSessions = await endSessionsOn(ctx, event.id, input.deviceId, revoked.sessionId);
      await touchSeats(ctx, event.id, input.deviceId);
      await recordAudit(ctx, {
        action: "event.revoke_device",
        subjectType: "event",
        subjectId: event.id,
        details: { deviceId: input.deviceId, endedSessions },
      });
    }
    const device = await loadDevice(ctx, event.id, input.deviceId);
    if (input.endDutyOf) await removeStaff(ctx, { eventId: event.id, userId: input.endDutyOf });
    return device;
  });
}

/** Lets a device work at the door again, such as a phone that was found; whoever has it signs in again. @throws forbidden, not_found */
export async function restoreDevice(
  ctx: Context,
  input: z.infer<typeof restoreDeviceInput>,
): Promise<DoorDevice> {
  return transaction(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "door:manage", input.eventId);
    const [restored] = await ctx.db
      .update(doorDevices)
      .set({ revokedAt: null, revokedBy: null, revokeReason: null })
      .where(
        and(
          eq(doorDevices.eventId, event.id),
          eq(doorDevices.deviceId, input.deviceId),
          isNotNull(doorDevices.revokedAt),
        ),
      )
      .returning({ deviceId: doorDevices.deviceId });
    if (restored) {
      await touchSeats(ctx, event.id, input.deviceId);
      await recordAudit(ctx, {
        action: "event.restore_device",
        subjectType: "event",
        subjectId: event.id,
        details: { deviceId: input.deviceId },
      });
    }
    return loadDevice(ctx, event.id, input.deviceId);
  });
}

/** Every sign-in that it opened this door with: also of somebody who used it before. */
async function endSessionsOn(
  ctx: TenantContext,
  eventId: string,
  deviceId: string,
  last: string | null,
): Promise<string[]> {
  const ofPasses = ctx.db
    .select({ id: doorPasses.sessionId })
    .from(doorPasses)
    .where(and(eq(doorPasses.eventId, eventId), eq(doorPasses.deviceId, deviceId)));
  const isThere = last === null ? undefined : eq(sessions.id, last);
  const ended = await ctx.db
    .update(sessions)
    .set({ endedAt: ctx.now, endedReason: "device_revoked" })
    .where(and(or(inArray(sessions.id, ofPasses), isThere), isNull(sessions.endedAt)))
    .returning({ id: sessions.id });
  return ended.map(({ id }) => id);
}

/** Other devices learn with their next roster whether this one's blank tickets are good. */
async function touchSeats(ctx: TenantContext, eventId: string, deviceId: string): Promise<void> {
  await ctx.db
    .update(leasedSeats)
    .set({ deviceId })
    .where(
      and(
        eq(leasedSeats.eventId, eventId),
        eq(leasedSeats.deviceId, deviceId),
        ne(leasedSeats.status, "used"),
      ),
    );
}
