import type { ImportInput, ImportResult } from "@eventmaster/contract/registrations";
import { registrations, waitlistEntries } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { sql } from "drizzle-orm";
import { authorize } from "../authorize.ts";
import { type Context, reading, type TenantContext, transaction } from "../context.ts";
import type { EventRow } from "../events/event-view.ts";
import { loadEventFor } from "../events/load-event.ts";
import { lockEvent } from "../events/lock-event.ts";
import { offerFreeSeats } from "../waitlist/offer-free-seats.ts";
import { type PeopleFile, type PersonRow, readPeopleFile } from "./read-people-file.ts";
import { refuseUnlessTakingPlace } from "./refuse-unless-open.ts";
import { type NewRegistration, registerMany } from "./register-many.ts";

/** So many errors are told one by one. */
const mostErrors = 1000;

/**
 * Registers the people of a CSV file, outside the registration window too. Importing it again changes nothing: who is
 * registered, or has cancelled, stays as they are. Seats go by the file's order; whom the waitlist has offered one takes that.
 * @throws forbidden, not_found, event_not_published, event_cancelled, event_over, validation (`csv`)
 */
export async function importPeople(ctx: Context, input: ImportInput): Promise<ImportResult> {
  authorize(ctx, "attendee:add");
  const file = readPeopleFile(input.csv);
  if (input.dryRun)
    return reading(ctx, async (ctx) => {
      const event = await loadOpenEvent(ctx, input.eventId);
      const free = event.capacity - event.registeredCount - event.offeredCount;
      return resultOf(file, await planImport(ctx, event, file, free), false);
    });
  return transaction(ctx, async (ctx) => {
    const event = await loadOpenEvent(ctx, input.eventId);
    // From here on the plan stays true until it is carried out.
    const free = await offerFreeSeats(ctx, await lockEvent(ctx, event.id));
    const plan = await planImport(ctx, event, file, free);
    const isApplied = input.mode === "valid_rows" || plan.errors.length === 0;
    if (isApplied) await registerMany(ctx, event, plan.chosen);
    return resultOf(file, plan, isApplied);
  });
}

async function loadOpenEvent(ctx: TenantContext, eventId: string): Promise<EventRow> {
  const event = await loadEventFor(ctx, "attendee:add", eventId);
  refuseUnlessTakingPlace(event, ctx.now);
  return event;
}

interface Plan {
  chosen: NewRegistration[];
  errors: ImportResult["errors"];
  alreadyRegistered: number;
  cancelledBefore: number;
  repeated: number;
}

interface KnownPerson extends Record<string, unknown> {
  id: string;
  email: string;
  registration: string | null;
  queue: string | null;
}

/** What each row comes to, with so many seats free. */
async function planImport(
  ctx: TenantContext,
  event: EventRow,
  file: PeopleFile,
  free: number,
): Promise<Plan> {
  const known = await findKnown(ctx, event.id, file.people);
  const plan: Plan = {
    chosen: [],
    errors: [...file.errors],
    alreadyRegistered: 0,
    cancelledBefore: 0,
    repeated: 0,
  };
  const seen = new Set<string>();
  let left = free;
  for (const { line, email, displayName } of file.people) {
    const address = email.toLowerCase();
    const person = known.get(address);
    if (seen.has(address)) plan.repeated++;
    else if (person?.registration === "cancelled") plan.cancelledBefore++;
    else if (person?.registration) plan.alreadyRegistered++;
    else if (!person && displayName === null)
      plan.errors.push({
        line,
        field: "displayName",
        message: "Nobody has this email yet: a name is needed",
      });
    else if (person?.queue !== "offered" && left <= 0)
      plan.errors.push({ line, field: null, message: "There is no seat left" });
    else {
      if (person?.queue !== "offered") left--;
      plan.chosen.push({
        userId: person?.id ?? null,
        email,
        displayName,
        isInQueue: (person?.queue ?? null) !== null,
      });
    }
    seen.add(address);
  }
  plan.errors.sort((a, b) => a.line - b.line);
  return plan;
}

async function findKnown(
  ctx: TenantContext,
  eventId: string,
  people: PersonRow[],
): Promise<Map<string, KnownPerson>> {
  const emails = JSON.stringify(people.map(({ email }) => email.toLowerCase()));
  const rows = await ctx.db.execute<KnownPerson>(sql`
    select u.id, lower(u.email) as email, r.status as registration, w.status as queue
    from ${users} u
    left join ${registrations} r on r.event_id = ${eventId} and r.user_id = u.id
    left join ${waitlistEntries} w
      on w.event_id = ${eventId} and w.user_id = u.id and w.status in ('waiting', 'offered')
    where lower(u.email) in (select jsonb_array_elements_text(${emails}::jsonb))`);
  return new Map(rows.map((row) => [row.email, row]));
}

function resultOf(file: PeopleFile, plan: Plan, isApplied: boolean): ImportResult {
  return {
    isApplied,
    rows: file.rowCount,
    registered: plan.chosen.length,
    alreadyRegistered: plan.alreadyRegistered,
    cancelledBefore: plan.cancelledBefore,
    repeated: plan.repeated,
    newPeople: plan.chosen.filter(({ userId }) => userId === null).length,
    errorCount: plan.errors.length,
    errors: plan.errors.slice(0, mostErrors),
    ignoredColumns: file.ignoredColumns,
  };
}
