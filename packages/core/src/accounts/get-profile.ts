import type { Profile } from "@eventmaster/contract/accounts";
import { users } from "@eventmaster/db/schema/users";
import { eq } from "drizzle-orm";
import { authorize } from "../authorize.ts";
import { type Context, reading } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { showProfile } from "./profile-view.ts";

/** One's own account. @throws session_ended when it is gone */
export async function getProfile(ctx: Context): Promise<Profile> {
  const actor = authorize(ctx, "account:manage");
  return reading(ctx, async (ctx) => {
    const [user] = await ctx.db.select().from(users).where(eq(users.id, actor.userId));
    if (!user) throw new DomainError("session_ended");
    return showProfile(ctx, user);
  });
}
