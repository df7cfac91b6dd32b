import { users } from "@eventmaster/db/schema/users";
import { eq } from "drizzle-orm";
import { type Context, reading } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { isPasswordRight } from "./passwords.ts";

/**
 * Asks the person at an open session for the password again, before what a passer-by must not do. The slow hash is
 * computed outside any transaction.
 * @throws validation at the named field; session_ended when the account is gone
 */
export async function confirmPassword(
  ctx: Context,
  userId: string,
  password: string,
  field: string,
): Promise<{ id: string; email: string; displayName: string }> {
  const [user] = await reading(ctx, ({ db }) => db.select().from(users).where(eq(users.id, userId)));
  if (!user) throw new DomainError("session_ended");
  if (!(await isPasswordRight(password, user.hashedPassword)))
    throw new DomainError("validation", { fields: { [field]: "This is not your password" } });
  return { id: user.id, email: user.email, displayName: user.displayName };
}
