import type { ResendTicketsInput, ResendTicketsResult } from "@eventmaster/contract/registrations";
import { auditLog } from "@eventmaster/db/schema/audit";
import { suppressedAddresses } from "@eventmaster/db/schema/mails";
import { users } from "@eventmaster/db/schema/users";
import { and, eq, gt, inArray, sql } from "drizzle-orm";
import { recordAudits } from "../audit/record-audit.ts";
import { type Context, type TenantContext, transaction } from "../context.ts";
import { loadEventFor } from "../events/load-event.ts";
import { enqueueMails } from "../notifications/enqueue-mail.ts";
import { lockThese, resultsOf } from "./lock-these.ts";
import { refuseUnlessTakingPlace } from "./refuse-unless-open.ts";

const tenMinutes = 10 * 60 * 1000;

/**
 * Mails people the tickets that they hold once more: also those who switched confirmations off, for somebody asked. A ticket
 * that was sent again within ten minutes is left out, so that a second press is no second mail.
 * @throws forbidden, not_found (the event), event_not_published, event_cancelled, event_over
 */
export async function resendTickets(ctx: Context, input: ResendTicketsInput): Promise<ResendTicketsResult> {
  return transaction(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "attendee:message", input.eventId);
    refuseUnlessTakingPlace(event, ctx.now);
    // Locked, although nothing of them changes: who presses at the same moment finds what the other has sent.
    const named = await lockThese(ctx, event.id, input);
    const held = named.filter(({ status }) => status !== "cancelled");
    const recent = await justSent(
      ctx,
      held.map(({ id }) => id),
    );
    const unreachable = await unreachableOf(
      ctx,
      held.map(({ userId }) => userId),
    );
    const due = held.filter(({ id, userId }) => !recent.has(id) && !unreachable.has(userId));
    await recordAudits(
      ctx,
      due.map(({ id }) => ({
        action: "registration.resend_ticket",
        subjectType: "registration",
        subjectId: id,
        details: { eventId: event.id },
      })),
    );
    await enqueueMails(
      ctx,
      due.map(({ id, userId, generation }) => ({
        to: null,
        userId,
        kind: "registration_confirmed",
        about: { registrationId: id, generation, isEssential: true },
      })),
    );
    const outcomes = new Map(
      named.map(({ id, userId, status }) => {
        if (status === "cancelled") return [id, "cancelled"] as const;
        if (unreachable.has(userId)) return [id, "unreachable"] as const;
        return [id, recent.has(id) ? "just_sent" : "sent"] as const;
      }),
    );
    return { sent: due.length, results: resultsOf(input.registrationIds, outcomes) };
  });
}

/** Those whose address takes no mail: what was sent there came back. */
async function unreachableOf(ctx: TenantContext, userIds: string[]): Promise<Set<string>> {
  if (userIds.length === 0) return new Set();
  const rows = await ctx.db
    .select({ id: users.id })
    .from(users)
    .innerJoin(suppressedAddresses, eq(suppressedAddresses.address, sql`lower(${users.email})`))
    .where(and(eq(suppressedAddresses.organizationId, ctx.organizationId), inArray(users.id, userIds)));
  return new Set(rows.map(({ id }) => id));
}

async function justSent(ctx: TenantContext, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await ctx.db
    .select({ id: auditLog.subjectId })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.organizationId, ctx.organizationId),
        inArray(auditLog.subjectId, ids),
        eq(auditLog.action, "registration.resend_ticket"),
        gt(auditLog.at, new Date(ctx.now.getTime() - tenMinutes)),
      ),
    );
  return new Set(rows.map(({ id }) => id));
}
