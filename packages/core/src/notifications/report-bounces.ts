import type { reportBouncesInput } from "@eventmaster/contract/notifications";
import { suppressedAddresses } from "@eventmaster/db/schema/mails";
import { uuidv7 } from "uuidv7";
import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { authorize } from "../authorize.ts";
import { type Context, transaction } from "../context.ts";

/**
 * Suppresses addresses whose mails came back after our mail server had taken them: what a provider reports, by whoever
 * passes it on with an API key. Known ones stay as they are. @throws not_signed_in, forbidden
 */
export async function reportBounces(
  ctx: Context,
  input: z.infer<typeof reportBouncesInput>,
): Promise<{ suppressed: number }> {
  authorize(ctx, "mail:manage");
  const addresses = new Set(input.addresses.map((address) => address.toLowerCase()));
  return transaction(ctx, async (ctx) => {
    const added = await ctx.db
      .insert(suppressedAddresses)
      .values(
        // In one order, as whoever else reports the same ones.
        [...addresses].toSorted().map((address) => ({
          id: uuidv7(),
          organizationId: ctx.organizationId,
          address,
          reason: "bounced",
          createdAt: ctx.now,
        })),
      )
      .onConflictDoNothing()
      .returning({ id: suppressedAddresses.id });
    // Each by its id: the address itself is personal data, and the log holds none.
    await recordAudit(ctx, {
      action: "mail.report_bounces",
      subjectType: "organization",
      subjectId: ctx.organizationId,
      details: { reported: addresses.size, suppressed: added.map(({ id }) => id) },
    });
    return { suppressed: added.length };
  });
}
