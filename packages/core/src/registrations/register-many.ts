import { events } from "@eventmaster/db/schema/events";
import { memberships } from "@eventmaster/db/schema/organizations";
import { registrations, waitlistEntries } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { eq, sql } from "drizzle-orm";
import { setImmediate as breathe } from "node:timers/promises";
import { uuidv7 } from "uuidv7";
import { type AuditRecord, recordAudit, recordAudits } from "../audit/record-audit.ts";
import type { TenantContext } from "../context.ts";
import type { EventRow } from "../events/event-view.ts";
import { enqueueJobs } from "../jobs/enqueue-job.ts";

export interface NewRegistration {
  /** Null for somebody whom nobody knows yet: then there is a name. */
  userId: string | null;
  email: string;
  displayName: string | null;
  /** Whether they are on the event's waitlist, waiting or with an offer. */
  isInQueue: boolean;
}

/** So many rows go in one statement, and so many people in one job. */
const chunk = 1000;

/**
 * Registers many people with few statements. The event's row is locked by this transaction, there are seats for all of
 * them, and none of them is registered: the caller has seen to that since.
 */
export async function registerMany(
  ctx: TenantContext,
  event: EventRow,
  people: NewRegistration[],
): Promise<void> {
  const newcomers = await makePeople(ctx, people);
  const members: { userId: string; isInQueue: boolean }[] = people.map(({ userId, email, isInQueue }) => {
    const id = userId ?? newcomers.get(email.toLowerCase());
    if (id === undefined) throw new Error("A person was neither found nor made");
    return { userId: id, isInQueue };
  });
  const rows: { id: string; user_id: string; qr_code: string }[] = [];
  for (const [index, { userId }] of members.entries()) {
    const id = uuidv7();
    const identity = { eventId: event.id, registrationId: id, generation: 1 };
    rows.push({ id, user_id: userId, qr_code: ctx.ticketKeys.sign(identity) });
    // Signing is work for the processor: others get their turn in between.
    if (index % 500 === 499) await breathe();
  }
  for (const part of chunksOf(rows)) await insertRegistrations(ctx, event, part);
  await recordAudits(
    ctx,
    rows.map(({ id }) => ({
      action: "registration.create",
      subjectType: "registration",
      subjectId: id,
      details: { eventId: event.id, generation: 1, source: "import" },
    })),
  );
  const offersTaken = await leaveQueue(
    ctx,
    event.id,
    members.filter(({ isInQueue }) => isInQueue).map(({ userId }) => userId),
  );
  await ctx.db
    .update(events)
    .set({
      registeredCount: sql`${events.registeredCount} + ${rows.length}`,
      offeredCount: sql`${events.offeredCount} - ${offersTaken}`,
    })
    .where(eq(events.id, event.id));
  await recordAudit(ctx, {
    action: "event.import",
    subjectType: "event",
    subjectId: event.id,
    details: { registered: rows.length, newPeople: newcomers.size },
  });
  const userIds = [...newcomers.values()];
  await enqueueJobs(
    ctx,
    "registrations.tell-registered",
    chunksOf(userIds).map((part) => ({ eventId: event.id, userIds: part })),
  );
}

function chunksOf<Row>(rows: Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / chunk) }, (_, index) =>
    rows.slice(index * chunk, (index + 1) * chunk),
  );
}

/** Accounts without a password for those who have none, and a membership for all; gives the new ids by email. */
async function makePeople(ctx: TenantContext, people: NewRegistration[]): Promise<Map<string, string>> {
  const newcomers = people.filter(({ userId }) => userId === null);
  const made = new Map<string, string>();
  for (const part of chunksOf(newcomers)) {
    const rows = JSON.stringify(
      part.map(({ email, displayName }) => ({ id: uuidv7(), email, display_name: displayName })),
    );
    const inserted = await ctx.db.execute<{ id: string; email: string }>(sql`
      insert into ${users} (id, email, display_name, created_at)
      select id, email, display_name, ${ctx.now}::timestamptz
      from jsonb_to_recordset(${rows}::jsonb) as t (id uuid, email text, display_name text)
      on conflict (lower(email)) do update set email = users.email
      returning id, lower(email) as email`);
    for (const { id, email } of inserted) made.set(email, id);
  }
  await recordAudits(
    ctx,
    [...made.values()].map(
      (id) =>
        ({
          action: "user.create_by_organizer",
          subjectType: "user",
          subjectId: id,
        }) satisfies AuditRecord,
    ),
  );
  const ids = [...made.values(), ...people.flatMap(({ userId }) => userId ?? [])];
  for (const part of chunksOf(ids))
    await ctx.db
      .insert(memberships)
      .values(part.map((userId) => ({ organizationId: ctx.organizationId, userId, createdAt: ctx.now })))
      .onConflictDoNothing();
  return made;
}

async function insertRegistrations(ctx: TenantContext, event: EventRow, rows: object[]): Promise<void> {
  await ctx.db.execute(sql`
    insert into ${registrations}
      (id, organization_id, event_id, user_id, source, qr_code, event_title, event_start_at, created_at)
    select t.id, ${ctx.organizationId}::uuid, e.id, t.user_id, 'import', t.qr_code, e.title, e.start_at, ${ctx.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (id uuid, user_id uuid, qr_code text)
    join ${events} e on e.id = ${event.id}`);
}

/** They have a ticket now. @returns how many of them held an offer */
async function leaveQueue(ctx: TenantContext, eventId: string, userIds: string[]): Promise<number> {
  if (userIds.length === 0) return 0;
  const left = await ctx.db.execute<{ id: string; had_offer: boolean }>(sql`
    update ${waitlistEntries} set status = 'accepted'
    where event_id = ${eventId} and status in ('waiting', 'offered')
      and user_id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(userIds)}::jsonb))
    returning id, old.status = 'offered' as had_offer`);
  await recordAudits(
    ctx,
    left.map(({ id, had_offer }) => ({
      action: "waitlist.accept",
      subjectType: "waitlist_entry",
      subjectId: id,
      details: { eventId, hadOffer: had_offer },
    })),
  );
  return left.filter(({ had_offer }) => had_offer).length;
}
