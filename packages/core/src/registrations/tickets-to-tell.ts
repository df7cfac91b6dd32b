import { registrations } from "@eventmaster/db/schema/registrations";
import { and, asc, eq, inArray, ne } from "drizzle-orm";
import type { TenantContext } from "../context.ts";

/** A ticket, as every mail about it names it. */
export const toldTicket = {
  userId: registrations.userId,
  registrationId: registrations.id,
  generation: registrations.generation,
};

/** Of these people's registrations for an event those that are cancelled, or those that are not: what their mails are about. */
export function ticketsToTell(
  ctx: TenantContext,
  { eventId, userIds }: { eventId: string; userIds: string[] },
  which: "cancelled" | "held",
) {
  const { status } = registrations;
  return ctx.db
    .select(toldTicket)
    .from(registrations)
    .where(
      and(
        eq(registrations.eventId, eventId),
        inArray(registrations.userId, userIds),
        which === "cancelled" ? eq(status, "cancelled") : ne(status, "cancelled"),
      ),
    )
    .orderBy(asc(registrations.userId));
}
