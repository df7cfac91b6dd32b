import type { AttendeeWithAnswers, ListAttendeesInput } from "@eventmaster/contract/registrations";
import type { Page } from "@eventmaster/contract/paging";
import { answers, questions, registrations } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { and, count, eq, type SQL, sql } from "drizzle-orm";
import { type Context, reading, type TenantContext } from "../context.ts";
import { loadEventFor } from "../events/load-event.ts";
import { containing, mapPage, pageSorted, type SortKey } from "../paging.ts";
import { answersByRegistration } from "./answers.ts";
import { attendeeColumns } from "./attendee-columns.ts";
import { type AttendeeRow, showAttendee } from "./registration-view.ts";

const isHolder = eq(users.id, registrations.userId);

/** Who comes, without ticket codes, with their answers: newest registration first unless asked otherwise. @throws forbidden, not_found */
export async function listAttendees(
  ctx: Context,
  input: ListAttendeesInput,
): Promise<Page<AttendeeWithAnswers>> {
  return reading(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "attendee:list", input.eventId);
    const filter = attendeesWhere(event.id, input);
    const page = await pageSorted({
      paging: input,
      keys: keysOf(input),
      where: filter,
      total: () => countAttendees(ctx, filter),
      rows: ({ where, orderBy, limit, offset }) =>
        ctx.db
          .select({ ...attendeeColumns, sortName })
          .from(registrations)
          .innerJoin(users, isHolder)
          .where(where)
          .orderBy(...orderBy)
          .limit(limit)
          .offset(offset),
    });
    const answersOf = await answersByRegistration(
      ctx,
      page.items.map(({ id }) => id),
    );
    return mapPage(page, (row) => ({ ...showAttendee(row), answers: answersOf.get(row.id) ?? [] }));
  });
}

/** As people read names: without regard to case, "Ö" beside "O", whatever the database's own order is. */
const sortName = sql<string>`lower(${users.displayName}) collate "und-x-icu"`;

type SortedRow = AttendeeRow & { sortName: string };

function keysOf({ sort = "registered_at", direction }: ListAttendeesInput): SortKey<SortedRow>[] {
  const way = direction ?? (sort === "registered_at" ? "desc" : "asc");
  const byId: SortKey<SortedRow> = { by: registrations.id, kind: "id", direction: way, of: ({ id }) => id };
  const byName: SortKey<SortedRow> = {
    by: sortName,
    kind: "text",
    direction: way,
    of: (row) => row.sortName,
  };
  switch (sort) {
    case "registered_at":
      return [
        { by: registrations.createdAt, kind: "instant", direction: way, of: ({ createdAt }) => createdAt },
        byId,
      ];
    case "name":
      return [byName, byId];
    case "status":
      return [
        { by: sql`${registrations.status}::text`, kind: "text", direction: way, of: ({ status }) => status },
        { ...byName, direction: "asc" },
        { ...byId, direction: "asc" },
      ];
  }
}

/** Who gave this answer, or any: a text is searched in, of the other kinds the whole answer counts. */
function hasAnswered(questionId: string, answer: string | undefined): SQL {
  const fits =
    answer === undefined
      ? sql`true`
      : sql`(${answers.value} = ${answer} or (${questions.kind} = 'text' and ${answers.value} ilike ${containing(answer)}))`;
  return sql`exists (select 1 from ${answers} join ${questions} on ${questions.id} = ${answers.questionId}
    where ${answers.registrationId} = ${registrations.id} and ${answers.questionId} = ${questionId} and ${fits})`;
}

async function countAttendees(ctx: TenantContext, filter: SQL | undefined): Promise<number> {
  const [row] = await ctx.db
    .select({ rows: count() })
    .from(registrations)
    .innerJoin(users, isHolder)
    .where(filter);
  return row?.rows ?? 0;
}

type Filter = Pick<ListAttendeesInput, "q" | "status" | "source" | "questionId" | "answer">;

/** For a query of registrations with their holders as `users`. */
export function attendeesWhere(
  eventId: string,
  { q, status, source, questionId, answer }: Filter,
): SQL | undefined {
  return and(
    eq(registrations.eventId, eventId),
    status ? eq(registrations.status, status) : undefined,
    source ? eq(registrations.source, source) : undefined,
    q ? sql`(${users.displayName} || ' ' || ${users.email}) ilike ${containing(q)}` : undefined,
    questionId ? hasAnswered(questionId, answer) : undefined,
  );
}
