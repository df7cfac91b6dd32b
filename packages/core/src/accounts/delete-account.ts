import type { deleteAccountInput } from "@eventmaster/contract/accounts";
import { accountTokens } from "@eventmaster/db/schema/accounts";
import { events } from "@eventmaster/db/schema/events";
import { registrations, waitlistEntries } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { and, asc, eq, inArray, or } from "drizzle-orm";
import { union } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { recordAudit, recordAudits } from "../audit/record-audit.ts";
import { authorize } from "../authorize.ts";
import { type Context, transaction, type TenantContext } from "../context.ts";
import { tellOfDeletion } from "../events/tell-of-deletion.ts";
import { lockEvent } from "../events/lock-event.ts";
import { forgetMailsTo } from "../notifications/forget-mails.ts";
import { inOrganization } from "../organizations/in-organization.ts";
import { touchedOrganizationsOf } from "../organizations/organizations-of.ts";
import { withdrawInvitationsOf } from "../organizations/withdraw-invitations.ts";
import { returnOfferedSeat, returnSeat } from "../registrations/seats.ts";
import { refuseLastAdmin, refuseLastPlatformAdmin } from "../users/lock-admins.ts";
import { enterEventsOf } from "../waitlist/take-turns.ts";
import { confirmPassword } from "./confirm-password.ts";

/**
 * Deletes one's account with all that belongs to it, one's own events too, for good (seed, decision 7). Seats go back to
 * their events, open invitations of theirs end, and mails that wait are not sent. The audit log keeps the id and nothing else.
 * @throws validation for a wrong password; last_admin of any organization, or of the platform
 */
export async function deleteAccount(ctx: Context, input: z.infer<typeof deleteAccountInput>): Promise<void> {
  const actor = authorize(ctx, "account:manage");
  await confirmPassword(ctx, actor.userId, input.password, "password");
  const found = await touchedOrganizationsOf(ctx.pool, actor.userId);
  // Of somebody who belongs nowhere any more, the log of the organization at hand keeps the row.
  const touched = found.length > 0 ? found : [ctx.organizationId];
  await transaction(ctx, async (ctx) => {
    for (const organizationId of touched)
      await inOrganization(ctx, organizationId, (ctx) => enterEventsOf(ctx, actor.userId));
    if (actor.isPlatformAdmin) await refuseLastPlatformAdmin(ctx, actor.userId);
    // From here on nobody registers them: a seat that was taken after their seats went back would stay taken.
    await ctx.db.select({ id: users.id }).from(users).where(eq(users.id, actor.userId)).for("update");
    for (const organizationId of touched) {
      await inOrganization(ctx, organizationId, async (ctx) => {
        await refuseLastAdmin(ctx, actor.userId);
        await recordAudit(ctx, {
          action: "account.delete",
          subjectType: "user",
          subjectId: actor.userId,
        });
        await withdrawInvitationsOf(ctx, actor.userId);
        await giveSeatsBack(ctx, actor.userId);
        await announceOwnEvents(ctx, actor.userId);
      });
    }
    const addresses = await addressesOf(ctx, actor.userId);
    await ctx.db.delete(users).where(eq(users.id, actor.userId));
    await forgetMailsTo(ctx, { userId: actor.userId, addresses });
  });
}

/** The person's events go with the account: whoever held a ticket is told, and each leaves its trace in the log. */
async function announceOwnEvents(ctx: TenantContext, userId: string): Promise<void> {
  const own = await ctx.db
    .select()
    .from(events)
    .where(and(eq(events.organizationId, ctx.organizationId), eq(events.organizerId, userId)))
    .orderBy(asc(events.id));
  for (const event of own) await tellOfDeletion(ctx, event);
  await recordAudits(
    ctx,
    own.map(({ id, status, registeredCount }) => ({
      action: "event.delete",
      subjectType: "event",
      subjectId: id,
      details: { status, registeredCount },
    })),
  );
}

/** Where mails to the person went: also an address that they had, or wanted to have. */
async function addressesOf(ctx: TenantContext, userId: string): Promise<string[]> {
  const current = ctx.db.select({ email: users.email }).from(users).where(eq(users.id, userId));
  const others = ctx.db
    .select({ email: accountTokens.email })
    .from(accountTokens)
    .where(eq(accountTokens.userId, userId));
  return (await union(current, others)).map(({ email }) => email);
}

/**
 * Seats that were taken or held for the person; their rows go with the account. In the order of every lock (decision
 * 23): registrations, also those of the person's own events, then each event, then its queue.
 */
async function giveSeatsBack(ctx: TenantContext, userId: string): Promise<void> {
  const own = ctx.db.select({ id: events.id }).from(events).where(eq(events.organizerId, userId));
  // Their own events go too: nobody is offered a seat of one.
  const going = new Set((await own).map(({ id }) => id));
  await ctx.db
    .select({ id: registrations.id })
    .from(registrations)
    .where(or(eq(registrations.userId, userId), inArray(registrations.eventId, own)))
    .orderBy(asc(registrations.eventId), asc(registrations.id))
    .for("update");
  const left = await ctx.db
    .delete(registrations)
    .where(and(eq(registrations.organizationId, ctx.organizationId), eq(registrations.userId, userId)))
    .returning({ eventId: registrations.eventId, status: registrations.status });
  const taken = new Set(left.filter(({ status }) => status !== "cancelled").map(({ eventId }) => eventId));
  const waited = await ctx.db
    .select({ eventId: waitlistEntries.eventId })
    .from(waitlistEntries)
    .where(and(eq(waitlistEntries.organizationId, ctx.organizationId), eq(waitlistEntries.userId, userId)));
  const touched = new Set([...taken, ...waited.map(({ eventId }) => eventId)]);
  for (const eventId of [...touched].filter((id) => !going.has(id)).toSorted()) {
    await lockEvent(ctx, eventId);
    const [entry] = await ctx.db
      .delete(waitlistEntries)
      .where(and(eq(waitlistEntries.eventId, eventId), eq(waitlistEntries.userId, userId)))
      .returning({ status: waitlistEntries.status });
    if (entry?.status === "offered") await returnOfferedSeat(ctx, eventId);
    if (taken.has(eventId)) await returnSeat(ctx, eventId);
  }
}
