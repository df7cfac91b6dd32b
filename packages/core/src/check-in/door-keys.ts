import type { DoorKeys } from "@eventmaster/contract/check-in";
import { authorize } from "../authorize.ts";
import type { Context } from "../context.ts";

/** What a device needs to tell a ticket of ours from a forged one without asking. */
export function getDoorKeys(ctx: Context): DoorKeys {
  authorize(ctx, "ticket:scan");
  return {
    keys: Array.from(ctx.ticketKeys.verifying, ([keyId, publicKey]) => ({
      keyId,
      publicKey: Buffer.from(publicKey).toString("base64"),
    })),
    serverTime: new Date().toISOString(),
  };
}
