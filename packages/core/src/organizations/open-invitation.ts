import type { ShownInvitation } from "@eventmaster/contract/organizations";
import { invitations } from "@eventmaster/db/schema/accounts";
import { organizations } from "@eventmaster/db/schema/organizations";
import { users } from "@eventmaster/db/schema/users";
import { and, eq, gt, isNull } from "drizzle-orm";
import { hashToken } from "../accounts/refresh-tokens.ts";
import type { Context } from "../context.ts";
import { DomainError } from "../domain-error.ts";

/** An invitation that can still be accepted, for whoever holds its link: the token is what entitles them. @throws link_expired */
export async function findOpenInvitation(ctx: Context, token: string) {
  const [found] = await ctx.pool
    .select({
      invitation: invitations,
      organization: { id: organizations.id, slug: organizations.slug, name: organizations.name },
      invitedBy: users.displayName,
    })
    .from(invitations)
    .innerJoin(organizations, eq(organizations.id, invitations.organizationId))
    .leftJoin(users, eq(users.id, invitations.invitedBy))
    .where(
      and(
        eq(invitations.tokenHash, hashToken(token)),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
        gt(invitations.expiresAt, ctx.now),
      ),
    );
  if (!found) throw new DomainError("link_expired");
  return found;
}

/** What the page of the link shows, before anybody logs in. @throws link_expired */
export async function openInvitation(ctx: Context, input: { token: string }): Promise<ShownInvitation> {
  const { invitation, organization, invitedBy } = await findOpenInvitation(ctx, input.token);
  return {
    organization,
    email: invitation.email,
    role: invitation.role,
    invitedBy,
    expiresAt: invitation.expiresAt.toISOString(),
  };
}
