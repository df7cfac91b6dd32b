import type { ReminderKind } from "@eventmaster/contract/notifications";
import { sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { trustOrganizationId } from "../organizations/organization-id.ts";

const minute = 60 * 1000;
const hour = 60 * minute;

/**
 * How long before the beginning a reminder is due, and until how long after that it is still of use: a worker that was away
 * for longer says nothing. An event that is moved to a time at which its reminder was due long ago gets none either, because
 * the mail about its new time says it all.
 */
export const reminderTimes: Record<ReminderKind, { before: number; late: number }> = {
  reminder_day: { before: 24 * hour, late: 2 * hour },
  reminder_hour: { before: hour, late: 40 * minute },
};

/**
 * A job's work, once a minute: finds events of every organization that begin soon, and has their holders reminded. The row in
 * `event_reminders` is what makes it once: of two workers that look at once, one writes it.
 * @returns how many reminders it began
 */
export async function remindDue(ctx: Context): Promise<number> {
  let begun = 0;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a constant are its type's
  for (const kind of Object.keys(reminderTimes) as ReminderKind[]) begun += await remindOf(ctx, kind);
  return begun;
}

function remindOf(ctx: Context, kind: ReminderKind): Promise<number> {
  const { before, late } = reminderTimes[kind];
  const instant = (at: number) => sql`${new Date(at).toISOString()}::timestamptz`;
  const now = ctx.now.getTime();
  return ctx.pool.transaction(async (tx) => {
    const due = await tx.execute<{ organization_id: string; event_id: string; start_at: string }>(sql`
      insert into event_reminders (organization_id, event_id, kind, start_at, reminded_at)
      select organization_id, id, ${kind}, start_at, ${instant(now)} from events
      where status = 'published' and sends_reminders
        and start_at > ${instant(Math.max(now, now + before - late))} and start_at <= ${instant(now + before)}
        and not exists (select 1 from event_reminders told where told.event_id = events.id and told.kind = ${kind}
          and told.reminded_at > ${instant(now - before / 2)})
      on conflict do nothing
      returning organization_id, event_id, to_char(start_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as start_at`);
    // In the same transaction: a reminder that was written down is one that waits to be sent.
    for (const { organization_id, event_id, start_at } of due)
      await ctx.jobs.add(tx, "event.remind", [
        {
          data: {
            organizationId: trustOrganizationId(organization_id),
            requestId: ctx.requestId,
            payload: { eventId: event_id, kind, startAt: start_at },
          },
        },
      ]);
    return due.length;
  });
}
