import type { Locale } from "@eventmaster/contract/locales";
import type { Ticket } from "@eventmaster/contract/registrations";
import { users } from "@eventmaster/db/schema/users";
import { eq } from "drizzle-orm";
import { type Context, reading } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { getTicket } from "../registrations/list-tickets.ts";

/**
 * One of the actor's own tickets, as long as it opens a door, and the language they read.
 * @throws not_signed_in, forbidden, not_found also for somebody else's; registration_cancelled
 */
export function loadOwnTicket(
  ctx: Context,
  input: { registrationId: string },
): Promise<{ ticket: Ticket; locale: Locale }> {
  return reading(ctx, async (ctx) => {
    const ticket = await getTicket(ctx, input);
    if (ticket.status === "cancelled") throw new DomainError("registration_cancelled");
    const [person] = await ctx.db
      .select({ locale: users.locale })
      .from(users)
      .where(eq(users.id, ticket.userId));
    return { ticket, locale: person?.locale ?? "en" };
  });
}
