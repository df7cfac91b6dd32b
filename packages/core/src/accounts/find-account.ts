import { users } from "@eventmaster/db/schema/users";
import { eq, sql } from "drizzle-orm";
import type { Context } from "../context.ts";

/** Whose account an email names, whatever the case of its letters. */
export async function findAccount(ctx: Context, email: string) {
  const [found] = await ctx.pool
    .select({
      id: users.id,
      email: users.email,
      displayName: users.displayName,
      locale: users.locale,
      timeZone: users.timeZone,
      hashedPassword: users.hashedPassword,
      emailVerifiedAt: users.emailVerifiedAt,
    })
    .from(users)
    .where(eq(sql`lower(${users.email})`, sql`lower(${email})`));
  return found;
}
