import { users } from "@eventmaster/db/schema/users";
import { asc, inArray } from "drizzle-orm";
import type { TenantContext } from "../context.ts";

/** Where mails to these people go; whoever has deleted their account meanwhile gets none. */
export function findAddresses(ctx: TenantContext, userIds: string[]) {
  return ctx.db
    .select({
      id: users.id,
      email: users.email,
      displayName: users.displayName,
      hashedPassword: users.hashedPassword,
    })
    .from(users)
    .where(inArray(users.id, userIds))
    .orderBy(asc(users.id));
}
