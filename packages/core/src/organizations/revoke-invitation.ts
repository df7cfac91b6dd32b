import { invitations } from "@eventmaster/db/schema/accounts";
import { and, eq, isNull } from "drizzle-orm";
import { recordAudit } from "../audit/record-audit.ts";
import { authorize } from "../authorize.ts";
import { type Context, transaction } from "../context.ts";
import { DomainError } from "../domain-error.ts";

/** Takes an invitation back: its link stops working. Twice is once; one that was accepted stays so. @throws not_found */
export async function revokeInvitation(ctx: Context, input: { invitationId: string }): Promise<void> {
  authorize(ctx, "user:invite");
  await transaction(ctx, async (ctx) => {
    const named = and(
      eq(invitations.organizationId, ctx.organizationId),
      eq(invitations.id, input.invitationId),
    );
    const [revoked] = await ctx.db
      .update(invitations)
      .set({ revokedAt: ctx.now })
      .where(and(named, isNull(invitations.acceptedAt), isNull(invitations.revokedAt)))
      .returning({ id: invitations.id });
    if (!revoked) {
      if ((await ctx.db.$count(invitations, named)) === 0) throw new DomainError("not_found");
      return;
    }
    await recordAudit(ctx, {
      action: "invitation.revoke",
      subjectType: "invitation",
      subjectId: revoked.id,
    });
  });
}
