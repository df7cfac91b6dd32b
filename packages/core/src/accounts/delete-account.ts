import type { deleteAccountInput } from "@eventmaster/contract/accounts";
import { accountTokens } from "@eventmaster/db/schema/accounts";
import { registrations, waitlistEntries } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { and, asc, eq, ne } from "drizzle-orm";
import { union } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { authorize } from "../authorize.ts";
import { type Context, transaction, type TenantContext } from "../context.ts";
import { forgetMailsTo } from "../notifications/forget-mails.ts";
import { inOrganization } from "../organizations/in-organization.ts";
import { touchedOrganizationsOf } from "../organizations/organizations-of.ts";
import { returnOfferedSeat, returnSeat } from "../registrations/seats.ts";
import { refuseLastAdmin, refuseLastPlatformAdmin } from "../users/lock-admins.ts";
import { confirmPassword } from "./confirm-password.ts";

/**
 * Deletes one's account with all that belongs to it, one's own events too, for good (seed, decision 7). Seats go back to
 * their events, and mails that wait are not sent. The audit log keeps the id and nothing else.
 * @throws validation for a wrong password; last_admin of any organization, or of the platform
 */
export async function deleteAccount(ctx: Context, input: z.infer<typeof deleteAccountInput>): Promise<void> {
  const actor = authorize(ctx, "account:manage");
  await confirmPassword(ctx, actor.userId, input.password, "password");
  const found = await touchedOrganizationsOf(ctx.pool, actor.userId);
  // Of somebody who belongs nowhere any more, the log of the organization at hand keeps the row.
  const touched = found.length > 0 ? found : [ctx.organizationId];
  await transaction(ctx, async (ctx) => {
    if (actor.isPlatformAdmin) await refuseLastPlatformAdmin(ctx, actor.userId);
    for (const organizationId of touched) {
      await inOrganization(ctx, organizationId, async (ctx) => {
        await refuseLastAdmin(ctx, actor.userId);
        await recordAudit(ctx, {
          action: "account.delete",
          subjectType: "user",
          subjectId: actor.userId,
        });
        await giveSeatsBack(ctx, actor.userId);
      });
    }
    const addresses = await addressesOf(ctx, actor.userId);
    await ctx.db.delete(users).where(eq(users.id, actor.userId));
    await forgetMailsTo(ctx, { userId: actor.userId, addresses });
  });
}

/** Where mails to the person went: also an address that they had, or wanted to have. */
async function addressesOf(ctx: TenantContext, userId: string): Promise<string[]> {
  const current = ctx.db.select({ email: users.email }).from(users).where(eq(users.id, userId));
  const others = ctx.db
    .select({ email: accountTokens.email })
    .from(accountTokens)
    .where(eq(accountTokens.userId, userId));
  return (await union(current, others)).map(({ email }) => email);
}

/** Seats that were taken or held for the person; their rows go with the account. Registrations first, then events. */
async function giveSeatsBack(ctx: TenantContext, userId: string): Promise<void> {
  const taken = await ctx.db
    .select({ eventId: registrations.eventId })
    .from(registrations)
    .where(
      and(
        eq(registrations.organizationId, ctx.organizationId),
        eq(registrations.userId, userId),
        ne(registrations.status, "cancelled"),
      ),
    )
    .orderBy(asc(registrations.eventId))
    .for("update");
  await ctx.db
    .delete(registrations)
    .where(and(eq(registrations.organizationId, ctx.organizationId), eq(registrations.userId, userId)));
  const waited = await ctx.db
    .delete(waitlistEntries)
    .where(and(eq(waitlistEntries.organizationId, ctx.organizationId), eq(waitlistEntries.userId, userId)))
    .returning({ eventId: waitlistEntries.eventId, status: waitlistEntries.status });
  for (const { eventId } of waited.filter(({ status }) => status === "offered"))
    await returnOfferedSeat(ctx, eventId);
  for (const { eventId } of taken) await returnSeat(ctx, eventId);
}
