import type { Organization } from "@eventmaster/contract/organizations";
import { type Role, roles } from "@eventmaster/contract/permissions";
import { invitations } from "@eventmaster/db/schema/accounts";
import { memberships } from "@eventmaster/db/schema/organizations";
import { users } from "@eventmaster/db/schema/users";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { recordAudit } from "../audit/record-audit.ts";
import { authorize } from "../authorize.ts";
import { type Context, type OrganizationId, transaction, type TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { findOpenInvitation } from "./open-invitation.ts";
import { trustOrganizationId } from "./organization-id.ts";

/**
 * Joins the organization of an invitation with its role. The account must have the invited address, which the link then
 * has proved. Who is a member already gets the higher of both roles.
 * @throws link_expired; other_email
 */
export async function acceptInvitation(
  ctx: Context,
  input: { token: string },
): Promise<Organization & { id: OrganizationId }> {
  const actor = authorize(ctx, "organization:join");
  const { invitation, organization } = await findOpenInvitation(ctx, input.token);
  const organizationId = trustOrganizationId(organization.id);
  return transaction({ ...ctx, organizationId }, async (ctx) => {
    await provedAddress(ctx, actor.userId, invitation.email);
    const [accepted] = await ctx.db
      .update(invitations)
      .set({ acceptedAt: ctx.now })
      .where(
        and(
          eq(invitations.id, invitation.id),
          isNull(invitations.acceptedAt),
          isNull(invitations.revokedAt),
          gt(invitations.expiresAt, ctx.now),
        ),
      )
      .returning({ id: invitations.id });
    if (!accepted) throw new DomainError("link_expired");
    const role = await join(ctx, actor.userId, invitation.role);
    await recordAudit(ctx, {
      action: "invitation.accept",
      subjectType: "invitation",
      subjectId: invitation.id,
      details: { userId: actor.userId, role },
    });
    return { ...organization, id: organizationId };
  });
}

async function provedAddress(ctx: TenantContext, userId: string, email: string): Promise<void> {
  const [proved] = await ctx.db
    .update(users)
    .set({ emailVerifiedAt: sql`coalesce(${users.emailVerifiedAt}, ${ctx.now})` })
    .where(and(eq(users.id, userId), eq(sql`lower(${users.email})`, sql`lower(${email})`)))
    .returning({ id: users.id });
  if (!proved) throw new DomainError("other_email");
}

async function join(ctx: TenantContext, userId: string, invited: Role): Promise<Role> {
  const [before] = await ctx.db
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.organizationId, ctx.organizationId), eq(memberships.userId, userId)))
    .for("update");
  const role = before && roles.indexOf(before.role) > roles.indexOf(invited) ? before.role : invited;
  await ctx.db
    .insert(memberships)
    .values({ organizationId: ctx.organizationId, userId, role, createdAt: ctx.now })
    .onConflictDoUpdate({ target: [memberships.organizationId, memberships.userId], set: { role } });
  return role;
}
