import type { SyncResult } from "@eventmaster/contract/check-in";
import type { handInInput } from "@eventmaster/contract/door-devices";
import type { z } from "zod";
import type { Context } from "../context.ts";
import { readDoorPass } from "./door-passes.ts";
import { readRows, takeScans } from "./take-scans.ts";

/**
 * Takes the scans of a device on which nobody is signed in any more, whose person is off the staff, or that was revoked: by
 * the pass that it was given while all was well. They are that person's, and marked with what is wrong (decision 24).
 * @throws pass_expired
 */
export async function handInScans(ctx: Context, input: z.infer<typeof handInInput>): Promise<SyncResult> {
  const { event, organizationId, actor, deviceId, standing, dutyEndedAt } = await readDoorPass(
    ctx,
    input.token,
  );
  const results = await takeScans(
    { ...ctx, organizationId, actor },
    { event, deviceId, standingOf: () => ({ standing, dutyEndedAt }) },
    readRows(input.scans),
  );
  return { results, standing, serverTime: new Date().toISOString() };
}
