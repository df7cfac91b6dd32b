import type { ImportResult } from "@eventmaster/contract/registrations";
import { events } from "@eventmaster/db/schema/events";
import { type ImportReport, imports, type PlannedPerson } from "@eventmaster/db/schema/imports";
import { and, eq, getTableColumns, sql } from "drizzle-orm";
import { recordAudit } from "../audit/record-audit.ts";
import { type Context, reading, type TenantContext, transaction } from "../context.ts";
import { DomainError, isRefusal } from "../domain-error.ts";
import { findEvent } from "../events/load-event.ts";
import { lockEvent } from "../events/lock-event.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import type { JobPayload } from "../jobs/job-payloads.ts";
import { offerFreeSeats } from "../waitlist/offer-free-seats.ts";
import { enterEvent } from "../waitlist/take-turns.ts";
import type { ImportPlan } from "./plan-import.ts";
import type { PeopleFile } from "./read-people-file.ts";
import { registerMany } from "./register-many.ts";

/** So many people are registered in one transaction: others at this event wait for that long at most. */
const partSize = 250;

/** So many errors are told one by one. */
const mostErrors = 1000;

const { plan: _, ...shownColumns } = getTableColumns(imports);
type ImportRow = Omit<typeof imports.$inferSelect, "plan">;

/** What is known of an import before anybody is registered. */
export function resultOf(file: PeopleFile, plan: ImportPlan): ImportReport {
  return {
    rows: file.rowCount,
    alreadyRegistered: plan.alreadyRegistered,
    repeated: plan.repeated,
    errorCount: plan.errors.length,
    errors: plan.errors.slice(0, mostErrors),
    ignoredColumns: file.ignoredColumns,
  };
}

/** Carries an import out, part by part, from where it is. Two at once share the work. @throws not_found */
export async function runImport(ctx: Context, eventId: string, importId: string): Promise<ImportResult> {
  const plan = await reading(ctx, (ctx) => loadPlan(ctx, importId));
  try {
    while (await transaction(ctx, (ctx) => registerPart(ctx, eventId, importId, plan)));
  } catch (error) {
    if (!isRefusal(error, "event_cancelled")) throw error;
    await transaction(ctx, (ctx) => stopImport(ctx, eventId, importId, "event_cancelled"));
  }
  const [row] = await reading(ctx, (ctx) =>
    ctx.db.select(shownColumns).from(imports).where(eq(imports.id, importId)),
  );
  if (!row) throw new DomainError("not_found");
  return showResult(row);
}

async function loadPlan(ctx: TenantContext, importId: string): Promise<PlannedPerson[]> {
  const [found] = await ctx.db.select({ plan: imports.plan }).from(imports).where(eq(imports.id, importId));
  return found?.plan ?? [];
}

/** @returns whether there is more. @throws event_cancelled */
async function registerPart(
  ctx: TenantContext,
  eventId: string,
  importId: string,
  plan: PlannedPerson[],
): Promise<boolean> {
  await enterEvent(ctx, eventId);
  const row = await lockImport(ctx, importId);
  if (row?.status !== "running") return false;
  const event = await findEvent(ctx, eventId);
  if (!event) throw new DomainError("not_found");
  const part = plan.slice(row.done, row.done + partSize);
  const made = await registerMany(ctx, event, part, row.startedBy);
  const counts = {
    done: row.done + part.length,
    registered: row.registered + made.registered,
    registeredAgain: row.registeredAgain + made.registeredAgain,
    newPeople: row.newPeople + made.newPeople,
  };
  if (counts.done < row.total) {
    await ctx.db
      .update(imports)
      .set({ ...counts, touchedAt: sql`now()` })
      .where(eq(imports.id, importId));
    return true;
  }
  await end(ctx, { ...row, ...counts, status: "done" });
  return false;
}

/** Of a part at a time there is one: whoever else carries this import out waits here, and goes on behind it. */
async function lockImport(ctx: TenantContext, importId: string): Promise<ImportRow | undefined> {
  const [row] = await ctx.db.select(shownColumns).from(imports).where(eq(imports.id, importId)).for("update");
  return row;
}

/** Ends it before its end: the seats that were set aside go to the waitlist, or to anybody. */
async function stopImport(
  ctx: TenantContext,
  eventId: string,
  importId: string,
  stoppedBy: "event_cancelled" | "internal",
): Promise<void> {
  const row = await lockImport(ctx, importId);
  if (row?.status !== "running") return;
  const seats = await lockEvent(ctx, eventId);
  const offeredCount = seats.offeredCount - (row.total - row.done);
  await ctx.db.update(events).set({ offeredCount }).where(eq(events.id, eventId));
  await offerFreeSeats(ctx, { ...seats, offeredCount });
  await end(ctx, { ...row, status: "stopped", stoppedBy });
}

/** The file's people are forgotten; what is kept are counts, and errors by line. */
async function end(ctx: TenantContext, row: ImportRow): Promise<void> {
  const { id, eventId, status, stoppedBy, done, registered, registeredAgain, newPeople } = row;
  await ctx.db
    .update(imports)
    .set({
      status,
      stoppedBy,
      done,
      registered,
      registeredAgain,
      newPeople,
      plan: null,
      finishedAt: sql`now()`,
    })
    .where(eq(imports.id, id));
  await recordAudit(ctx, {
    action: "event.import",
    subjectType: "event",
    subjectId: eventId,
    details: { importId: id, registered, registeredAgain, newPeople, stoppedBy },
    ...(row.startedBy === null ? {} : { actorId: row.startedBy }),
  });
}

export function showResult(row: ImportRow): ImportResult {
  const { report, done, registered } = row;
  return {
    ...report,
    importId: row.id,
    isApplied: true,
    stoppedBy: row.stoppedBy,
    notReached: row.status === "stopped" ? row.total - done : 0,
    // Who came by themselves after the file was read.
    alreadyRegistered: report.alreadyRegistered + done - registered,
    registered,
    registeredAgain: row.registeredAgain,
    newPeople: row.newPeople,
  };
}

/** How long an import may say nothing before it is taken for dead, in seconds. */
const silence = 30;
/** An import that cannot be carried out for so many hours is given up. */
const patience = 2;

/** When somebody looks whether it is still going on. */
export function continueAfter(ctx: Context): { startAfter: Date } {
  return { startAfter: new Date(ctx.now.getTime() + 2 * silence * 1000) };
}

/** A job's work: goes on with an import whose server died, and looks again later at one that is going on. */
export async function continueImport(
  ctx: Context,
  { importId, eventId }: JobPayload<"registrations.continue-import">,
): Promise<void> {
  const state = await transaction(ctx, async (ctx) => {
    const [row] = await ctx.db
      .select({
        isAlive: sql<boolean>`${imports.touchedAt} > now() - ${silence} * interval '1 second'`,
        isOverdue: sql<boolean>`${imports.createdAt} < now() - ${patience} * interval '1 hour'`,
      })
      .from(imports)
      .where(and(eq(imports.id, importId), eq(imports.status, "running")));
    if (row)
      await enqueueJob(ctx, "registrations.continue-import", { importId, eventId }, continueAfter(ctx));
    return row;
  });
  if (!state || state.isAlive) return;
  if (state.isOverdue) await transaction(ctx, (ctx) => stopImport(ctx, eventId, importId, "internal"));
  else await runImport(ctx, eventId, importId);
}
