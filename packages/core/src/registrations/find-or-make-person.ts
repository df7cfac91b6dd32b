import { memberships } from "@eventmaster/db/schema/organizations";
import { users } from "@eventmaster/db/schema/users";
import { eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { sendClaimMail } from "../accounts/send-claim-mail.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import type { EventRow } from "../events/event-view.ts";

/**
 * The person with this email, as a member of the organization; one whom nobody knows yet is made, without a password, and
 * offered the account by mail.
 * @throws validation (no name for an unknown email)
 */
export async function findOrMakePerson(
  ctx: TenantContext,
  event: Pick<EventRow, "title">,
  person: { email: string; displayName?: string | null | undefined },
  audit: "user.create_at_door" | "user.create_by_organizer",
): Promise<string> {
  const { email, displayName } = person;
  const byEmail = eq(sql`lower(${users.email})`, sql`lower(${email})`);
  const [known] = await ctx.db.select({ id: users.id }).from(users).where(byEmail);
  let userId = known?.id;
  if (userId === undefined) {
    if (!displayName)
      throw new DomainError("validation", {
        fields: { displayName: "Nobody has this email yet: a name is needed" },
      });
    // Two may take down the same newcomer at once: the second waits here and finds the first's.
    const [made] = await ctx.db
      .insert(users)
      .values({ id: uuidv7(), email, displayName, createdAt: ctx.now })
      .onConflictDoNothing()
      .returning({ id: users.id });
    userId = made?.id ?? (await ctx.db.select({ id: users.id }).from(users).where(byEmail))[0]?.id;
    if (userId === undefined) throw new Error("A person with this email was neither found nor made");
    if (made) {
      await recordAudit(ctx, { action: audit, subjectType: "user", subjectId: userId });
      await sendClaimMail(ctx, { id: userId, email }, event.title);
    }
  }
  await ctx.db
    .insert(memberships)
    .values({ organizationId: ctx.organizationId, userId, createdAt: ctx.now })
    .onConflictDoNothing();
  return userId;
}
