import { users } from "@eventmaster/db/schema/users";
import { eq } from "drizzle-orm";
import type { TenantContext } from "../context.ts";
import { enqueueMail } from "../notifications/enqueue-mail.ts";
import type { EventRow } from "./event-view.ts";

type Decision = "event_approved" | "event_rejected" | "revision_accepted" | "revision_refused";

/** Tells an event's organizer what an admin decided, unless it was themselves. */
export async function tellOrganizer(
  ctx: TenantContext,
  event: Pick<EventRow, "id" | "title" | "organizerId">,
  decision: Decision,
  reason: string | null,
): Promise<void> {
  if (ctx.actor?.userId === event.organizerId) return;
  const [organizer] = await ctx.db
    .select({ email: users.email })
    .from(users)
    .where(eq(users.id, event.organizerId));
  if (!organizer) return;
  await enqueueMail(ctx, {
    to: organizer.email,
    userId: event.organizerId,
    kind: decision,
    about: { eventTitle: event.title, reason, link: `${ctx.publicUrl}/manage/${event.id}` },
  });
}
