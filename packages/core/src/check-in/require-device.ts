import { doorDevices } from "@eventmaster/db/schema/door-devices";
import { and, eq, inArray, isNotNull } from "drizzle-orm";
import type { TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";

/** That this device may (still) work at the event's door; one that never said its name may. @throws device_revoked */
export async function requireDevice(
  ctx: TenantContext,
  eventId: string,
  deviceId: string | null | undefined,
): Promise<void> {
  if (!deviceId) return;
  if ((await revokedAmong(ctx, eventId, [deviceId])).has(deviceId)) throw new DomainError("device_revoked");
}

/** Which of these devices were taken off the event's door. */
export async function revokedAmong(
  ctx: TenantContext,
  eventId: string,
  deviceIds: string[],
): Promise<ReadonlySet<string>> {
  if (deviceIds.length === 0) return new Set();
  const rows = await ctx.db
    .select({ deviceId: doorDevices.deviceId })
    .from(doorDevices)
    .where(
      and(
        eq(doorDevices.eventId, eventId),
        inArray(doorDevices.deviceId, deviceIds),
        isNotNull(doorDevices.revokedAt),
      ),
    );
  return new Set(rows.map(({ deviceId }) => deviceId));
}
