import { invitations } from "@eventmaster/db/schema/accounts";
import { memberships } from "@eventmaster/db/schema/organizations";
import { and, eq, exists, gt, isNull, ne } from "drizzle-orm";
import { recordAudits } from "../audit/record-audit.ts";
import type { TenantContext } from "../context.ts";

/**
 * Somebody who has no say here any more lets nobody in: their open invitations end. Those stay that would leave an
 * organization without any admin, as when whoever runs the platform invited its first one.
 */
export async function withdrawInvitationsOf(ctx: TenantContext, userId: string): Promise<void> {
  const anotherAdmin = ctx.db
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(
      and(
        eq(memberships.organizationId, ctx.organizationId),
        eq(memberships.role, "admin"),
        ne(memberships.userId, userId),
      ),
    );
  const withdrawn = await ctx.db
    .update(invitations)
    .set({ revokedAt: ctx.now })
    .where(
      and(
        eq(invitations.organizationId, ctx.organizationId),
        eq(invitations.invitedBy, userId),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
        gt(invitations.expiresAt, ctx.now),
        exists(anotherAdmin),
      ),
    )
    .returning({ id: invitations.id });
  await recordAudits(
    ctx,
    withdrawn.map(({ id }) => ({
      action: "invitation.revoke",
      subjectType: "invitation",
      subjectId: id,
    })),
  );
}
