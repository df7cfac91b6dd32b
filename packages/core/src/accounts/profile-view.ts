import type { Profile } from "@eventmaster/contract/accounts";
import type { users } from "@eventmaster/db/schema/users";
import type { TenantContext } from "../context.ts";
import { pendingEmailOf } from "./pending-email.ts";

/** An account as its owner sees it. */
export async function showProfile(ctx: TenantContext, user: typeof users.$inferSelect): Promise<Profile> {
  return {
    id: user.id,
    email: user.email,
    displayName: user.displayName,
    locale: user.locale,
    timeZone: user.timeZone,
    emailVerifiedAt: user.emailVerifiedAt?.toISOString() ?? null,
    pendingEmail: await pendingEmailOf(ctx, user),
    isPlatformAdmin: user.isPlatformAdmin,
    createdAt: user.createdAt.toISOString(),
  };
}
