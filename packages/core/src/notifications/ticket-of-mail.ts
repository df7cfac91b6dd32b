import { events } from "@eventmaster/db/schema/events";
import { registrations } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { eq } from "drizzle-orm";
import type { TenantContext } from "../context.ts";

/** A ticket as it is when a mail about it is sent; null when it is gone, with its event or its person. */
export async function ticketOfMail(ctx: TenantContext, registrationId: string) {
  const [found] = await ctx.db
    .select({
      registration: registrations,
      event: events,
      displayName: users.displayName,
      email: users.email,
    })
    .from(registrations)
    .innerJoin(events, eq(events.id, registrations.eventId))
    .innerJoin(users, eq(users.id, registrations.userId))
    .where(eq(registrations.id, registrationId));
  return found ?? null;
}

export type TicketOfMail = NonNullable<Awaited<ReturnType<typeof ticketOfMail>>>;
