import type { createOrganizationInput, Organization } from "@eventmaster/contract/organizations";
import { violatedConstraint } from "@eventmaster/db/client";
import { memberships, organizations } from "@eventmaster/db/schema/organizations";
import { uuidv7 } from "uuidv7";
import type { z } from "zod";
import { findAccount } from "../accounts/find-account.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { authorize } from "../authorize.ts";
import { type Context, transaction } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { inOrganization } from "./in-organization.ts";
import { trustOrganizationId } from "./organization-id.ts";
import { sendInvitation } from "./send-invitation.ts";

/**
 * Makes a tenant. Its first admin is an account that has proved the address; for any other address an invitation goes
 * out, because whoever signed up with somebody else's address must not get their office.
 * @throws slug_taken
 */
export async function createOrganization(
  ctx: Context,
  input: z.infer<typeof createOrganizationInput>,
): Promise<Organization> {
  const actor = authorize(ctx, "organization:create");
  const admin = await findAccount(ctx, input.adminEmail);
  const made = { id: trustOrganizationId(uuidv7()), slug: input.slug, name: input.name };
  try {
    await transaction(ctx, (ctx) =>
      inOrganization(ctx, made.id, async (ctx) => {
        await ctx.db.insert(organizations).values({ ...made, createdAt: ctx.now });
        const isProved = admin !== undefined && admin.emailVerifiedAt !== null;
        await recordAudit(ctx, {
          action: "organization.create",
          subjectType: "organization",
          subjectId: made.id,
          details: { firstAdmin: isProved ? admin.id : "invited" },
        });
        if (isProved)
          await ctx.db
            .insert(memberships)
            .values({ organizationId: made.id, userId: admin.id, role: "admin", createdAt: ctx.now });
        else await sendInvitation(ctx, actor.userId, { email: input.adminEmail, role: "admin" });
      }),
    );
  } catch (error) {
    if (violatedConstraint(error) === "organizations_slug_key")
      throw new DomainError("slug_taken", {
        fields: { slug: "Another organization has this short name" },
        cause: error,
      });
    throw error;
  }
  return made;
}
