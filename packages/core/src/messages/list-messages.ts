import type { EventMessage, listMessagesInput } from "@eventmaster/contract/messages";
import type { Page } from "@eventmaster/contract/paging";
import { eventMessages } from "@eventmaster/db/schema/mails";
import { users } from "@eventmaster/db/schema/users";
import { and, count, eq } from "drizzle-orm";
import type { z } from "zod";
import { type Context, reading, type TenantContext } from "../context.ts";
import { loadEventFor } from "../events/load-event.ts";
import { mapPage, pageThrough } from "../paging.ts";

type Row = Omit<EventMessage, "createdAt"> & { createdAt: Date };

function messagesIn(ctx: TenantContext) {
  return ctx.db
    .select({
      id: eventMessages.id,
      eventId: eventMessages.eventId,
      senderName: users.displayName,
      audience: eventMessages.audience,
      subject: eventMessages.subject,
      body: eventMessages.body,
      isEssential: eventMessages.isEssential,
      recipientCount: eventMessages.recipientCount,
      createdAt: eventMessages.createdAt,
    })
    .from(eventMessages)
    .leftJoin(users, eq(users.id, eventMessages.senderId));
}

const show = (row: Row): EventMessage => ({ ...row, createdAt: row.createdAt.toISOString() });

/** What was written to people of an event, newest first. @throws forbidden, not_found */
export function listMessages(
  ctx: Context,
  input: z.infer<typeof listMessagesInput>,
): Promise<Page<EventMessage>> {
  return reading(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "attendee:message", input.eventId);
    const filter = eq(eventMessages.eventId, event.id);
    const page = await pageThrough<Row>({
      paging: input,
      at: eventMessages.createdAt,
      id: eventMessages.id,
      direction: "desc",
      where: filter,
      total: async () => {
        const [row] = await ctx.db.select({ rows: count() }).from(eventMessages).where(filter);
        return row?.rows ?? 0;
      },
      rows: ({ where, orderBy, limit, offset }) =>
        messagesIn(ctx)
          .where(where)
          .orderBy(...orderBy)
          .limit(limit)
          .offset(offset),
      positionOf: (row) => ({ at: row.createdAt, id: row.id }),
    });
    return mapPage(page, show);
  });
}

export async function findMessage(
  ctx: TenantContext,
  eventId: string,
  messageId: string,
): Promise<EventMessage | null> {
  const [row] = await messagesIn(ctx).where(
    and(eq(eventMessages.id, messageId), eq(eventMessages.eventId, eventId)),
  );
  return row ? show(row) : null;
}
