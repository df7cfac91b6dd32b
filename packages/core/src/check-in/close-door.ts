import type { closeDoorInput } from "@eventmaster/contract/door-devices";
import type { z } from "zod";
import { authorize } from "../authorize.ts";
import { type Context, transaction } from "../context.ts";
import { loadEventFor } from "../events/load-event.ts";
import { returnSeatsOf } from "./lease-seats.ts";

/** A device leaves the door: the seats that it has given to nobody are the event's again. @throws forbidden, not_found */
export async function closeDoor(
  ctx: Context,
  input: z.infer<typeof closeDoorInput>,
): Promise<{ returnedSeats: number }> {
  authorize(ctx, "ticket:scan");
  return transaction(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "ticket:scan", input.eventId);
    return { returnedSeats: await returnSeatsOf(ctx, event.id, input.deviceId, input.keepSeats) };
  });
}
