import type { Profile, updateProfileInput } from "@eventmaster/contract/accounts";
import { users } from "@eventmaster/db/schema/users";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { authorize } from "../authorize.ts";
import { type Context, transaction } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { showProfile } from "./profile-view.ts";

/** Changes the name that others see (tickets show it at once), the language, or the time zone. */
export async function updateProfile(
  ctx: Context,
  input: z.infer<typeof updateProfileInput>,
): Promise<Profile> {
  const actor = authorize(ctx, "account:manage");
  return transaction(ctx, async (ctx) => {
    const changes = Object.entries(input).filter(([, value]) => value !== undefined);
    const isMe = eq(users.id, actor.userId);
    const [user] =
      changes.length === 0
        ? await ctx.db.select().from(users).where(isMe)
        : await ctx.db.update(users).set(Object.fromEntries(changes)).where(isMe).returning();
    if (!user) throw new DomainError("session_ended");
    if (changes.length === 0) return showProfile(ctx, user);
    // Neither the old name nor the new one: the log holds no personal data.
    await recordAudit(ctx, {
      action: "account.update_profile",
      subjectType: "user",
      subjectId: actor.userId,
      details: { fields: changes.map(([field]) => field) },
    });
    return showProfile(ctx, user);
  });
}
