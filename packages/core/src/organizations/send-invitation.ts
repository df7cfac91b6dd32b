import type { Role } from "@eventmaster/contract/permissions";
import { invitations } from "@eventmaster/db/schema/accounts";
import { organizations } from "@eventmaster/db/schema/organizations";
import { users } from "@eventmaster/db/schema/users";
import { and, eq, isNull, sql } from "drizzle-orm";
import { randomBytes } from "node:crypto";
import { uuidv7 } from "uuidv7";
import { hashToken } from "../accounts/refresh-tokens.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { TenantContext } from "../context.ts";
import { enqueueMail } from "../notifications/enqueue-mail.ts";

/** Days that an invitation can be accepted. */
const invitationDays = 7;

/** Invites an address into the context's organization; an open invitation of the same address is revoked for it. */
export async function sendInvitation(
  ctx: TenantContext,
  inviterId: string,
  invite: { email: string; role: Role },
): Promise<typeof invitations.$inferSelect> {
  await ctx.db
    .update(invitations)
    .set({ revokedAt: ctx.now })
    .where(
      and(
        eq(invitations.organizationId, ctx.organizationId),
        eq(sql`lower(${invitations.email})`, sql`lower(${invite.email})`),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
      ),
    );
  const token = randomBytes(32).toString("base64url");
  const [made] = await ctx.db
    .insert(invitations)
    .values({
      id: uuidv7(),
      organizationId: ctx.organizationId,
      email: invite.email,
      role: invite.role,
      tokenHash: hashToken(token),
      invitedBy: inviterId,
      expiresAt: new Date(ctx.now.getTime() + invitationDays * 24 * 60 * 60 * 1000),
      createdAt: ctx.now,
    })
    .returning();
  if (!made) throw new Error("The invitation was not made");
  const [about] = await ctx.db
    .select({ organizationName: organizations.name, inviterName: users.displayName, locale: users.locale })
    .from(organizations)
    .innerJoin(users, eq(users.id, inviterId))
    .where(eq(organizations.id, ctx.organizationId));
  if (!about) throw new Error("The organization or the inviter is gone");
  await recordAudit(ctx, {
    action: "invitation.create",
    subjectType: "invitation",
    subjectId: made.id,
    details: { role: invite.role },
  });
  const { locale, ...names } = about;
  await enqueueMail(ctx, {
    to: invite.email,
    userId: null,
    locale,
    kind: "invitation",
    about: { ...names, role: invite.role, link: `${ctx.publicUrl}/invitation?token=${token}` },
  });
  return made;
}
