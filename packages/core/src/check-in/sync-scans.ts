import type { SyncResult, syncInput } from "@eventmaster/contract/check-in";
import type { z } from "zod";
import { authorize } from "../authorize.ts";
import { type Context, reading } from "../context.ts";
import { loadEventFor } from "../events/load-event.ts";
import { revokedAmong } from "./require-device.ts";
import { readRows, takeScans } from "./take-scans.ts";

/**
 * Takes scans that waited on a device, up to 500, and answers each: those of a revoked device too, but marked and held.
 * @throws forbidden, not_found (the event)
 */
export async function syncScans(ctx: Context, input: z.infer<typeof syncInput>): Promise<SyncResult> {
  authorize(ctx, "ticket:scan");
  const read = readRows(input.scans);
  const deviceIds = new Set(read.rows.flatMap(({ scan }) => scan.deviceId ?? []));
  const [event, revoked] = await reading(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "ticket:scan", input.eventId);
    return [event, await revokedAmong(ctx, event.id, [...deviceIds])] as const;
  });
  const standingOf = (deviceId: string | null) =>
    deviceId !== null && revoked.has(deviceId) ? ("device_revoked" as const) : ("good" as const);
  const results = await takeScans(
    ctx,
    { event, standingOf: (deviceId) => ({ standing: standingOf(deviceId), dutyEndedAt: null }) },
    read,
  );
  return {
    results,
    standing: revoked.size > 0 ? "device_revoked" : "good",
    serverTime: new Date().toISOString(),
  };
}
