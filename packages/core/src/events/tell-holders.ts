import { registrations } from "@eventmaster/db/schema/registrations";
import { and, asc, eq, gt, lte, ne } from "drizzle-orm";
import { type Context, type TenantContext, transaction } from "../context.ts";
import type { JobPayload } from "../jobs/job-payloads.ts";
import { enqueueMails, type Mail } from "../notifications/enqueue-mail.ts";
import { toldTicket } from "../registrations/tickets-to-tell.ts";

/** A live ticket, as every mail to its holder names it. */
interface Holding {
  userId: string;
  registrationId: string;
  generation: number;
}

/** A job's work: mails to everybody who holds a ticket that the event has another time or place. */
export async function tellChange(
  ctx: Context,
  { eventId, before, after }: JobPayload<"event.tell-change">,
  jobId: string,
): Promise<void> {
  await transaction(ctx, (ctx) =>
    tellHolders(ctx, eventId, {
      jobId,
      compose: ({ userId, ...ticket }) => ({
        to: null,
        userId,
        kind: "event_changed",
        about: { ...ticket, before, after },
      }),
    }),
  );
}

/** The same when it is called off. */
export async function tellCancellation(
  ctx: Context,
  { eventId, reason }: JobPayload<"event.tell-cancellation">,
  jobId: string,
): Promise<void> {
  await transaction(ctx, (ctx) =>
    tellHolders(ctx, eventId, {
      jobId,
      compose: ({ userId, ...ticket }) => ({
        to: null,
        userId,
        kind: "event_cancelled",
        about: { ...ticket, reason },
      }),
    }),
  );
}

/** So many people are read, and their mails put in the queue, at a time. */
const chunk = 1000;

interface Telling {
  /** The job may be done again; nobody is told twice. */
  jobId: string;
  compose: (holding: Holding) => Mail;
  /** Who got their ticket later is told nothing. */
  registeredUntil?: Date;
}

/** One mail for each live ticket. */
export async function tellHolders(
  ctx: TenantContext,
  eventId: string,
  { jobId, compose, registeredUntil }: Telling,
): Promise<void> {
  for (let after = ""; ;) {
    const holders = await holdersAfter(ctx, eventId, after, registeredUntil);
    await enqueueMails(ctx, holders.map(compose), { parent: jobId });
    const last = holders.at(-1);
    if (!last || holders.length < chunk) return;
    after = last.userId;
  }
}

function holdersAfter(
  ctx: TenantContext,
  eventId: string,
  userId: string,
  until: Date | undefined,
): Promise<Holding[]> {
  return ctx.db
    .select(toldTicket)
    .from(registrations)
    .where(
      and(
        eq(registrations.eventId, eventId),
        ne(registrations.status, "cancelled"),
        userId === "" ? undefined : gt(registrations.userId, userId),
        until && lte(registrations.createdAt, until),
      ),
    )
    .orderBy(asc(registrations.userId))
    .limit(chunk);
}
