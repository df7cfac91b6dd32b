import { apiKeys } from "@eventmaster/db/schema/accounts";
import { eventStaff } from "@eventmaster/db/schema/events";
import { memberships } from "@eventmaster/db/schema/organizations";
import { and, eq, isNull } from "drizzle-orm";
import { recordAudit } from "../audit/record-audit.ts";
import { authorize } from "../authorize.ts";
import { type Context, transaction, type TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { withdrawInvitationsOf } from "./withdraw-invitations.ts";
import { refuseLastAdmin } from "../users/lock-admins.ts";

/** Leaves the current organization. @throws last_admin */
export async function leaveOrganization(ctx: Context): Promise<void> {
  const actor = authorize(ctx, "organization:leave");
  await transaction(ctx, (ctx) => endMembership(ctx, actor.userId, "organization.leave"));
}

/** Removes a person from the organization; their account stays. @throws not_found, last_admin */
export async function removeMember(ctx: Context, input: { userId: string }): Promise<void> {
  authorize(ctx, "user:remove");
  await transaction(ctx, (ctx) => endMembership(ctx, input.userId, "user.remove"));
}

/**
 * What follows from belonging ends with it: work at doors, API keys and open invitations. Tickets stay good, and events stay the
 * organization's, for its admins to look after.
 */
async function endMembership(ctx: TenantContext, userId: string, action: string): Promise<void> {
  await refuseLastAdmin(ctx, userId);
  const [ended] = await ctx.db
    .delete(memberships)
    .where(and(eq(memberships.organizationId, ctx.organizationId), eq(memberships.userId, userId)))
    .returning({ role: memberships.role });
  if (!ended) throw new DomainError("not_found");
  await ctx.db
    .delete(eventStaff)
    .where(and(eq(eventStaff.organizationId, ctx.organizationId), eq(eventStaff.userId, userId)));
  await ctx.db
    .update(apiKeys)
    .set({ revokedAt: ctx.now })
    .where(
      and(
        eq(apiKeys.organizationId, ctx.organizationId),
        eq(apiKeys.userId, userId),
        isNull(apiKeys.revokedAt),
      ),
    );
  await withdrawInvitationsOf(ctx, userId);
  await recordAudit(ctx, {
    action,
    subjectType: "user",
    subjectId: userId,
    details: { before: ended.role, after: null },
  });
}
