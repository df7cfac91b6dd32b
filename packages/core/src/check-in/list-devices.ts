import type { DoorDevice, listDevicesInput } from "@eventmaster/contract/door-devices";
import type { Page } from "@eventmaster/contract/paging";
import { doorDevices } from "@eventmaster/db/schema/door-devices";
import { checkInPoints } from "@eventmaster/db/schema/events";
import { users } from "@eventmaster/db/schema/users";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { authorize } from "../authorize.ts";
import { type Context, reading } from "../context.ts";
import { loadEventFor } from "../events/load-event.ts";
import { mapPage, pageThrough } from "../paging.ts";
import { deviceColumns, revoker, showDevice } from "./device-view.ts";

/** The devices that work or worked at an event's door, the one that was heard last first. @throws forbidden, not_found */
export async function listDevices(
  ctx: Context,
  input: z.infer<typeof listDevicesInput>,
): Promise<Page<DoorDevice>> {
  authorize(ctx, "door:manage");
  return reading(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "door:manage", input.eventId);
    const ofEvent = eq(doorDevices.eventId, event.id);
    const page = await pageThrough({
      paging: input,
      at: doorDevices.lastSeenAt,
      id: doorDevices.id,
      direction: "desc",
      where: ofEvent,
      total: () => ctx.db.$count(doorDevices, ofEvent),
      rows: ({ where, orderBy, limit, offset }) =>
        ctx.db
          .select(deviceColumns)
          .from(doorDevices)
          .leftJoin(users, eq(users.id, doorDevices.userId))
          .leftJoin(checkInPoints, eq(checkInPoints.id, doorDevices.checkInPointId))
          .leftJoin(revoker, eq(revoker.id, doorDevices.revokedBy))
          .where(where)
          .orderBy(...orderBy)
          .limit(limit)
          .offset(offset),
      positionOf: ({ device }) => ({ at: device.lastSeenAt, id: device.id }),
    });
    return mapPage(page, showDevice);
  });
}
