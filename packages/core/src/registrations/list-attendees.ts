import type { AttendeeWithAnswers, listAttendeesInput } from "@eventmaster/contract/registrations";
import type { Page } from "@eventmaster/contract/paging";
import { registrations } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { and, count, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { type Context, reading } from "../context.ts";
import { loadEventFor } from "../events/load-event.ts";
import { containing, mapPage, pageThrough } from "../paging.ts";
import { answersByRegistration } from "./answers.ts";
import { attendeeColumns } from "./attendee-columns.ts";
import { showAttendee } from "./registration-view.ts";

/** Who comes: newest registration first, without ticket codes, with their answers. @throws forbidden, not_found */
export async function listAttendees(
  ctx: Context,
  input: z.infer<typeof listAttendeesInput>,
): Promise<Page<AttendeeWithAnswers>> {
  return reading(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "attendee:list", input.eventId);
    const filter = and(
      eq(registrations.eventId, event.id),
      input.status ? eq(registrations.status, input.status) : undefined,
      input.q ? sql`(${users.displayName} || ' ' || ${users.email}) ilike ${containing(input.q)}` : undefined,
    );
    const isHolder = eq(users.id, registrations.userId);
    const page = await pageThrough({
      paging: input,
      at: registrations.createdAt,
      id: registrations.id,
      direction: "desc",
      where: filter,
      total: async () => {
        const [row] = await ctx.db
          .select({ rows: count() })
          .from(registrations)
          .innerJoin(users, isHolder)
          .where(filter);
        return row?.rows ?? 0;
      },
      rows: ({ where, orderBy, limit, offset }) =>
        ctx.db
          .select(attendeeColumns)
          .from(registrations)
          .innerJoin(users, isHolder)
          .where(where)
          .orderBy(...orderBy)
          .limit(limit)
          .offset(offset),
      positionOf: (row) => ({ at: row.createdAt, id: row.id }),
    });
    const answersOf = await answersByRegistration(
      ctx,
      page.items.map(({ id }) => id),
    );
    return mapPage(page, (row) => ({ ...showAttendee(row), answers: answersOf.get(row.id) ?? [] }));
  });
}
