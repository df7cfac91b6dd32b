import type { Invitation, inviteInput } from "@eventmaster/contract/organizations";
import { memberships } from "@eventmaster/db/schema/organizations";
import { users } from "@eventmaster/db/schema/users";
import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { authorize } from "../authorize.ts";
import { type Context, transaction } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { showInvitation } from "./invitation-view.ts";
import { sendInvitation } from "./send-invitation.ts";

/**
 * Asks somebody by email to join with a role. They become a member when they accept, with an account of that address.
 * @throws already_member
 */
export async function invite(ctx: Context, input: z.infer<typeof inviteInput>): Promise<Invitation> {
  const actor = authorize(ctx, "user:invite");
  return transaction(ctx, async (ctx) => {
    const [member] = await ctx.db
      .select({ id: users.id })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(
        and(
          eq(memberships.organizationId, ctx.organizationId),
          eq(sql`lower(${users.email})`, sql`lower(${input.email})`),
        ),
      );
    if (member) throw new DomainError("already_member");
    const made = await sendInvitation(ctx, actor.userId, input);
    const [inviter] = await ctx.db
      .select({ name: users.displayName })
      .from(users)
      .where(eq(users.id, actor.userId));
    return showInvitation(ctx, { ...made, inviterName: inviter?.name ?? null });
  });
}
