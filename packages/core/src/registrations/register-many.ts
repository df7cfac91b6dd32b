import { events } from "@eventmaster/db/schema/events";
import type { PlannedPerson } from "@eventmaster/db/schema/imports";
import { memberships } from "@eventmaster/db/schema/organizations";
import { registrations } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { type AuditRecord, recordAudits } from "../audit/record-audit.ts";
import type { TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import type { EventRow } from "../events/event-view.ts";
import { lockEvent } from "../events/lock-event.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import { offerFreeSeats } from "../waitlist/offer-free-seats.ts";
import { leaveQueue } from "./leave-queue.ts";
import { lockThese } from "./lock-these.ts";

export interface RegisteredMany {
  registered: number;
  registeredAgain: number;
  newPeople: number;
}

/**
 * Registers a part of an import's people with few statements. For each a seat is set aside in the event's `offered_count`,
 * which is taken here; who has registered by themselves meanwhile has theirs already, and this one is free again.
 * @throws event_cancelled
 */
export async function registerMany(
  ctx: TenantContext,
  event: EventRow,
  people: PlannedPerson[],
  actorId: string | null,
): Promise<RegisteredMany> {
  const by = actorId === null ? {} : { actorId };
  const { userIds, made: newPeople } = await makePeople(ctx, people, by);
  const existing = await lockThese(ctx, event.id, { userIds });
  const known = new Map(existing.map((row) => [row.userId, row]));
  const fresh = await insertRegistrations(
    ctx,
    event,
    userIds.filter((userId) => !known.has(userId)),
  );
  const again = await reopenRegistrations(
    ctx,
    event,
    existing.filter(({ status }) => status === "cancelled"),
  );
  const rows = [...fresh, ...again];
  await recordAudits(
    ctx,
    rows.map(({ id, generation }) => ({
      ...by,
      action: "registration.create",
      subjectType: "registration",
      subjectId: id,
      details: { eventId: event.id, generation, source: "import" },
    })),
  );
  await countSeats(ctx, event.id, people.length, rows);
  if (rows.length > 0)
    await enqueueJob(ctx, "registrations.tell-registered", {
      eventId: event.id,
      userIds: rows.map(({ userId }) => userId),
    });
  return { registered: rows.length, registeredAgain: again.length, newPeople };
}

interface NewRow extends Record<string, unknown> {
  id: string;
  userId: string;
  generation: number;
}

/** Accounts without a password for those who have none, and a membership for all. In one order, as whoever else imports. */
async function makePeople(
  ctx: TenantContext,
  people: PlannedPerson[],
  by: { actorId?: string },
): Promise<{ userIds: string[]; made: number }> {
  const newcomers = people
    .filter(([userId]) => userId === null)
    .map(([, email, displayName]) => ({ id: uuidv7(), email, display_name: displayName }))
    .toSorted((a, b) => (a.email.toLowerCase() < b.email.toLowerCase() ? -1 : 1));
  const rows = await ctx.db.execute<{ id: string; is_new: boolean }>(sql`
    insert into ${users} (id, email, display_name, created_at)
    select id, email, display_name, ${ctx.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(newcomers)}::jsonb) as t (id uuid, email text, display_name text)
    on conflict (lower(email)) do update set email = users.email
    returning id, old.id is null as is_new`);
  const made = rows.filter(({ is_new }) => is_new);
  await recordAudits(
    ctx,
    made.map(
      ({ id }) =>
        ({
          ...by,
          action: "user.create_by_organizer",
          subjectType: "user",
          subjectId: id,
        }) satisfies AuditRecord,
    ),
  );
  const userIds = [...rows.map(({ id }) => id), ...people.flatMap(([userId]) => userId ?? [])].toSorted();
  if (userIds.length > 0)
    await ctx.db
      .insert(memberships)
      .values(userIds.map((userId) => ({ organizationId: ctx.organizationId, userId, createdAt: ctx.now })))
      .onConflictDoNothing();
  return { userIds, made: made.length };
}

/** Who registers at this very moment by themselves has a ticket then, and none is made here. */
async function insertRegistrations(
  ctx: TenantContext,
  event: EventRow,
  userIds: string[],
): Promise<NewRow[]> {
  const rows = userIds.map((userId) => {
    const id = uuidv7();
    const identity = { eventId: event.id, registrationId: id, generation: 1 };
    return { id, user_id: userId, qr_code: ctx.ticketKeys.sign(identity) };
  });
  const made = await ctx.db.execute<NewRow>(sql`
    insert into ${registrations}
      (id, organization_id, event_id, user_id, source, qr_code, event_title, event_start_at, created_at)
    select t.id, ${ctx.organizationId}::uuid, e.id, t.user_id, 'import', t.qr_code, e.title, e.start_at, ${ctx.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (id uuid, user_id uuid, qr_code text)
    join ${events} e on e.id = ${event.id}
    on conflict (event_id, user_id) do nothing
    returning id, user_id as "userId", generation`);
  return [...made];
}

/** With a new ticket code each, as for everybody who registers again. */
async function reopenRegistrations(
  ctx: TenantContext,
  event: EventRow,
  cancelled: { id: string; generation: number }[],
): Promise<NewRow[]> {
  if (cancelled.length === 0) return [];
  const rows = cancelled.map(({ id, generation }) => {
    const identity = { eventId: event.id, registrationId: id, generation: generation + 1 };
    return { id, generation: generation + 1, qr_code: ctx.ticketKeys.sign(identity) };
  });
  const reopened = await ctx.db.execute<NewRow>(sql`
    update ${registrations} r set status = 'registered', source = 'import', generation = t.generation, qr_code = t.qr_code,
      event_title = e.title, event_start_at = e.start_at, created_at = ${ctx.now}::timestamptz, cancelled_at = null
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (id uuid, generation int, qr_code text),
      ${events} e
    where r.id = t.id and e.id = ${event.id}
    returning r.id, r.user_id as "userId", r.generation`);
  return [...reopened];
}

/** Last, so that the event's row is locked until the commit that follows, and no longer. */
async function countSeats(
  ctx: TenantContext,
  eventId: string,
  setAside: number,
  rows: { userId: string }[],
): Promise<void> {
  const seats = await lockEvent(ctx, eventId);
  if (seats.status !== "published") throw new DomainError("event_cancelled");
  const offersTaken = await leaveQueue(
    ctx,
    eventId,
    rows.map(({ userId }) => userId),
  );
  const counts = {
    registeredCount: seats.registeredCount + rows.length,
    offeredCount: seats.offeredCount - setAside - offersTaken,
  };
  await ctx.db.update(events).set(counts).where(eq(events.id, eventId));
  if (setAside > rows.length || offersTaken > 0) await offerFreeSeats(ctx, { ...seats, ...counts });
}
