import type { listSuppressedInput, SuppressedAddress } from "@eventmaster/contract/notifications";
import type { Page } from "@eventmaster/contract/paging";
import { suppressedAddresses } from "@eventmaster/db/schema/mails";
import { and, count, eq } from "drizzle-orm";
import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { authorize } from "../authorize.ts";
import { type Context, reading, transaction } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { mapPage, pageThrough } from "../paging.ts";

/** Addresses that get no mail because their server said that they do not exist, newest first. */
export async function listSuppressed(
  ctx: Context,
  input: z.infer<typeof listSuppressedInput>,
): Promise<Page<SuppressedAddress>> {
  authorize(ctx, "mail:manage");
  return reading(ctx, async (ctx) => {
    const filter = eq(suppressedAddresses.organizationId, ctx.organizationId);
    const page = await pageThrough({
      paging: input,
      at: suppressedAddresses.createdAt,
      id: suppressedAddresses.id,
      direction: "desc",
      where: filter,
      total: async () => {
        const [row] = await ctx.db.select({ rows: count() }).from(suppressedAddresses).where(filter);
        return row?.rows ?? 0;
      },
      rows: ({ where, orderBy, limit, offset }) =>
        ctx.db
          .select()
          .from(suppressedAddresses)
          .where(where)
          .orderBy(...orderBy)
          .limit(limit)
          .offset(offset),
      positionOf: (row) => ({ at: row.createdAt, id: row.id }),
    });
    return mapPage(page, ({ id, address, reason, createdAt }) => ({
      id,
      address,
      reason,
      createdAt: createdAt.toISOString(),
    }));
  });
}

/** Lets mails go to an address again, for instance once its mailbox was made. @throws not_found */
export async function liftSuppression(ctx: Context, input: { suppressionId: string }): Promise<void> {
  authorize(ctx, "mail:manage");
  await transaction(ctx, async (ctx) => {
    const [lifted] = await ctx.db
      .delete(suppressedAddresses)
      .where(
        and(
          eq(suppressedAddresses.organizationId, ctx.organizationId),
          eq(suppressedAddresses.id, input.suppressionId),
        ),
      )
      .returning({ id: suppressedAddresses.id, reason: suppressedAddresses.reason });
    if (!lifted) throw new DomainError("not_found");
    // The address itself is personal data: the log holds none.
    await recordAudit(ctx, {
      action: "mail.lift_suppression",
      subjectType: "suppressed_address",
      subjectId: lifted.id,
      details: { reason: lifted.reason },
    });
  });
}
