import type { ImportInput, ImportResult } from "@eventmaster/contract/registrations";
import { events } from "@eventmaster/db/schema/events";
import { imports } from "@eventmaster/db/schema/imports";
import { eq, sql } from "drizzle-orm";
import { createHash } from "node:crypto";
import { uuidv7 } from "uuidv7";
import { authorize } from "../authorize.ts";
import { type Context, reading, type TenantContext, transaction } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { type EventRow, seatsLeftOf } from "../events/event-view.ts";
import { loadEventFor } from "../events/load-event.ts";
import { lockEvent } from "../events/lock-event.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import { offerFreeSeats } from "../waitlist/offer-free-seats.ts";
import { leaveQueue } from "./leave-queue.ts";
import { findKnown, type ImportPlan, planImport, seatsNeeded } from "./plan-import.ts";
import { type PeopleFile, readPeopleFile } from "./read-people-file.ts";
import { refuseUnlessTakingPlace } from "./refuse-unless-open.ts";
import { continueAfter, resultOf, runImport } from "./run-import.ts";

/**
 * Registers the people of a CSV file, outside the registration window too; who has cancelled is registered again. Importing
 * it again changes nothing for those who have a ticket. Seats go by the file's order; whom the waitlist has offered one
 * takes that. First every seat is set aside at once, then people are registered part by part (decision 21).
 *
 * With an `importId` of the client's, sending it again is the same import, and answers what came of it.
 * @throws forbidden, not_found, event_not_published, event_cancelled, event_over, import_id_taken, validation (`csv`)
 */
export async function importPeople(ctx: Context, input: ImportInput): Promise<ImportResult> {
  authorize(ctx, "attendee:add");
  const importId = input.importId ?? uuidv7();
  if (input.dryRun) return preview(ctx, input, await readPeopleFile(input.csv));
  const isKnown = input.importId !== undefined && (await isThisImport(ctx, input, importId));
  if (!isKnown) {
    const file = await readPeopleFile(input.csv);
    const plan = await transaction(ctx, (ctx) => begin(ctx, input, importId, file));
    // It was sent twice at once, and the other one began it.
    if (plan === null) await requireThisImport(ctx, input, importId);
    else if (!isFit(plan, input)) return planned(file, plan);
  }
  return runImport(ctx, input.eventId, importId);
}

/** What would come of it. */
async function preview(ctx: Context, input: ImportInput, file: PeopleFile): Promise<ImportResult> {
  return reading(ctx, async (ctx) => {
    const event = await loadOpenEvent(ctx, input.eventId);
    const free = seatsLeftOf(event);
    return planned(file, planImport(file, await findKnown(ctx, event.id, file.people), free));
  });
}

function isFit(plan: ImportPlan, { mode }: ImportInput): boolean {
  return mode === "valid_rows" || plan.errors.length === 0;
}

function planned(file: PeopleFile, plan: ImportPlan): ImportResult {
  return {
    ...resultOf(file, plan),
    importId: null,
    isApplied: false,
    stoppedBy: null,
    notReached: 0,
    registered: plan.chosen.length,
    registeredAgain: plan.chosen.filter(({ isAgain }) => isAgain).length,
    newPeople: plan.chosen.filter(({ userId }) => userId === null).length,
  };
}

async function loadOpenEvent(ctx: TenantContext, eventId: string): Promise<EventRow> {
  const event = await loadEventFor(ctx, "attendee:add", eventId);
  refuseUnlessTakingPlace(event, ctx.now);
  return event;
}

/**
 * Sets a seat aside for everybody who gets one, and keeps what is to be done: after this nothing can be missing. Null where
 * the id is taken: nothing was done then.
 */
async function begin(
  ctx: TenantContext,
  input: ImportInput,
  importId: string,
  file: PeopleFile,
): Promise<ImportPlan | null> {
  const event = await loadOpenEvent(ctx, input.eventId);
  // The long look at all of them comes before the event's row is locked, where others wait.
  const known = await findKnown(ctx, event.id, file.people);
  const seats = await lockEvent(ctx, event.id);
  if (seats.status === "cancelled") throw new DomainError("event_cancelled");
  const free = await offerFreeSeats(ctx, seats);
  let plan = planImport(file, known, free);
  // What was read before the lock may be old: where it matters, it is read once more.
  if (plan.isShort || plan.chosen.some(({ queue }) => queue !== null))
    plan = planImport(file, await findKnown(ctx, event.id, file.people), free);
  if (!isFit(plan, input)) return plan;
  const [made] = await ctx.db
    .insert(imports)
    .values({
      id: importId,
      organizationId: ctx.organizationId,
      eventId: event.id,
      startedBy: ctx.actor?.userId ?? null,
      fileHash: hashOf(input.csv),
      plan: plan.chosen.map(({ userId, email, displayName }) => [userId, email, displayName]),
      total: plan.chosen.length,
      report: resultOf(file, plan),
      createdAt: ctx.now,
    })
    .onConflictDoNothing()
    .returning({ id: imports.id });
  if (!made) return null;
  const queued = plan.chosen.flatMap(({ userId, queue }) => (userId && queue ? [userId] : []));
  await leaveQueue(ctx, event.id, queued);
  await ctx.db
    .update(events)
    .set({ offeredCount: sql`${events.offeredCount} + ${seatsNeeded(plan)}` })
    .where(eq(events.id, event.id));
  await enqueueJob(ctx, "registrations.continue-import", { importId, eventId: event.id }, continueAfter(ctx));
  return plan;
}

/** @throws import_id_taken when the id is that of another event's import, or of another file's */
async function isThisImport(ctx: Context, input: ImportInput, importId: string): Promise<boolean> {
  return reading(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "attendee:add", input.eventId);
    const [found] = await ctx.db
      .select({ eventId: imports.eventId, fileHash: imports.fileHash })
      .from(imports)
      .where(eq(imports.id, importId));
    if (!found) return false;
    const isSameFile = found.fileHash === null || found.fileHash === hashOf(input.csv);
    if (found.eventId !== event.id || !isSameFile) throw new DomainError("import_id_taken");
    return true;
  });
}

/** @throws import_id_taken also for another organization's */
async function requireThisImport(ctx: Context, input: ImportInput, importId: string): Promise<void> {
  if (!(await isThisImport(ctx, input, importId))) throw new DomainError("import_id_taken");
}

function hashOf(csv: string): string {
  return createHash("sha256").update(csv).digest("base64url");
}
