import type { ExportAttendeesInput, ExportChosenInput, TableFormat } from "@eventmaster/contract/exports";
import { admissions } from "@eventmaster/db/schema/check-in";
import { answers, questions, registrations } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { and, asc, eq, exists, isNull, or, type SQL, sql } from "drizzle-orm";
import { recordAudit } from "../audit/record-audit.ts";
import { type Context, transaction, type TenantContext } from "../context.ts";
import type { Download } from "../download.ts";
import { loadEventFor } from "../events/load-event.ts";
import { attendeesWhere } from "../registrations/list-attendees.ts";
import { instantCells, instantColumns, milliseconds, textCell, wordCell } from "./cells.ts";
import { createClock } from "./table.ts";
import { refuseWhileBusy, tableFile } from "./table-file.ts";

interface Row extends Record<string, unknown> {
  id: string;
  name: string;
  email: string;
  status: string;
  source: string;
  registered_at: number;
  checked_in_at: number | null;
  cancelled_at: number | null;
  answers: Record<string, string> | null;
}

/**
 * Who comes, as a file: oldest registration first, without ticket codes, each question a column.
 * @throws forbidden, not_found, rate_limited
 */
export function exportAttendees(ctx: Context, input: ExportAttendeesInput): Promise<Download> {
  const { status = null, source = null, questionId = null, q } = input;
  return attendeesFile(ctx, input, {
    where: attendeesWhere(input.eventId, input),
    details: { status, source, questionId, isSearch: Boolean(q) },
  });
}

/**
 * Those of them that were chosen, as the same file. What is no registration of this event is left out.
 * @throws forbidden, not_found (the event), rate_limited
 */
export function exportChosenAttendees(ctx: Context, input: ExportChosenInput): Promise<Download> {
  const { eventId, registrationIds } = input;
  return attendeesFile(ctx, input, {
    where: and(
      attendeesWhere(eventId, {}),
      sql`${registrations.id} = any(${sql.param(registrationIds)}::uuid[])`,
    ),
    details: { chosen: new Set(registrationIds).size },
  });
}

async function attendeesFile(
  ctx: Context,
  input: { eventId: string; format: TableFormat; bom: boolean },
  which: { where: SQL | undefined; details: Record<string, unknown> },
): Promise<Download> {
  const { eventId, format, bom } = input;
  const { event, asked } = await transaction(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "attendee:list", eventId);
    refuseWhileBusy();
    await recordAudit(ctx, {
      action: "attendees.export",
      subjectType: "event",
      subjectId: event.id,
      details: { format, ...which.details },
    });
    return { event, asked: await questionsWithAnswers(ctx, event.id) };
  });
  const clock = createClock(event.timeZone);
  return tableFile<Row>(ctx, {
    format,
    bom,
    title: event.title,
    subject: "attendees",
    columns: [
      { header: "Name" },
      { header: "Email" },
      { header: "Status" },
      { header: "Source" },
      ...instantColumns("Registered", event.timeZone),
      ...instantColumns("Checked in", event.timeZone),
      ...instantColumns("Cancelled", event.timeZone),
      ...asked.map(({ label }) => ({ header: label })),
      { header: "Registration" },
    ],
    query: sql`
      select ${registrations.id} as id, ${users.displayName} as name, ${users.email} as email,
        ${registrations.status} as status, ${registrations.source} as source,
        ${milliseconds(registrations.createdAt)} as registered_at,
        ${milliseconds(registrations.cancelledAt)} as cancelled_at,
        (select ${milliseconds(sql`min(${admissions.admittedAt})`)} from ${admissions}
          where ${admissions.registrationId} = ${registrations.id}) as checked_in_at,
        (select jsonb_object_agg(${answers.questionId}, ${answers.value}) from ${answers}
          where ${answers.registrationId} = ${registrations.id}) as answers
      from ${registrations} join ${users} on ${users.id} = ${registrations.userId}
      where ${which.where}
      order by ${registrations.createdAt}, ${registrations.id}`,
    cellsOf: (row) => [
      textCell(row.name),
      textCell(row.email),
      wordCell(row.status),
      wordCell(row.source),
      ...instantCells(row.registered_at, clock),
      ...instantCells(row.checked_in_at, clock),
      ...instantCells(row.cancelled_at, clock),
      ...asked.map(({ id }) => textCell(row.answers?.[id] ?? null)),
      wordCell(row.id),
    ],
  });
}

/** What the event asks, and what it asked once and somebody answered. */
function questionsWithAnswers(ctx: TenantContext, eventId: string): Promise<{ id: string; label: string }[]> {
  const answered = ctx.db
    .select({ one: sql`1` })
    .from(answers)
    .where(eq(answers.questionId, questions.id));
  return ctx.db
    .select({ id: questions.id, label: questions.label })
    .from(questions)
    .where(
      and(
        eq(questions.organizationId, ctx.organizationId),
        eq(questions.eventId, eventId),
        or(isNull(questions.removedAt), exists(answered)),
      ),
    )
    .orderBy(asc(questions.position), asc(questions.id));
}
