import type { DoorDevice } from "@eventmaster/contract/door-devices";
import { doorDevices, leasedSeats } from "@eventmaster/db/schema/door-devices";
import { checkInPoints } from "@eventmaster/db/schema/events";
import { users } from "@eventmaster/db/schema/users";
import { and, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";

export const revoker = alias(users, "revoker");

export const deviceColumns = {
  device: doorDevices,
  personName: users.displayName,
  pointName: checkInPoints.name,
  revokedByName: revoker.displayName,
  leasedSeats: sql<number>`(select count(*) from ${leasedSeats}
    where ${leasedSeats.eventId} = ${doorDevices.eventId} and ${leasedSeats.deviceId} = ${doorDevices.deviceId}
      and ${leasedSeats.status} = 'held')`.mapWith(Number),
};

interface DeviceRow {
  device: typeof doorDevices.$inferSelect;
  personName: string | null;
  pointName: string | null;
  revokedByName: string | null;
  leasedSeats: number;
}

export function showDevice({ device, ...row }: DeviceRow): DoorDevice {
  return {
    deviceId: device.deviceId,
    name: device.name,
    person: device.userId === null ? null : { id: device.userId, displayName: row.personName ?? "" },
    checkInPoint:
      device.checkInPointId === null ? null : { id: device.checkInPointId, name: row.pointName ?? "" },
    firstSeenAt: device.firstSeenAt.toISOString(),
    lastSeenAt: device.lastSeenAt.toISOString(),
    pendingScans: device.pendingScans,
    rosterAt: device.rosterAt?.toISOString() ?? null,
    leasedSeats: row.leasedSeats,
    revoked: device.revokedAt && {
      at: device.revokedAt.toISOString(),
      by: row.revokedByName,
      reason: device.revokeReason,
    },
  };
}

/** @throws not_found */
export async function loadDevice(ctx: TenantContext, eventId: string, deviceId: string): Promise<DoorDevice> {
  const [found] = await ctx.db
    .select(deviceColumns)
    .from(doorDevices)
    .leftJoin(users, eq(users.id, doorDevices.userId))
    .leftJoin(checkInPoints, eq(checkInPoints.id, doorDevices.checkInPointId))
    .leftJoin(revoker, eq(revoker.id, doorDevices.revokedBy))
    .where(and(eq(doorDevices.eventId, eventId), eq(doorDevices.deviceId, deviceId)));
  if (!found) throw new DomainError("not_found", { message: "There is no such device." });
  return showDevice(found);
}
