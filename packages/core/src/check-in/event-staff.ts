import {
  type addStaffInput,
  maxStaff,
  type removeStaffInput,
  type staffMember,
} from "@eventmaster/contract/check-in";
import { eventStaff } from "@eventmaster/db/schema/events";
import { memberships } from "@eventmaster/db/schema/organizations";
import { users } from "@eventmaster/db/schema/users";
import { and, asc, eq, ne, sql } from "drizzle-orm";
import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { type Context, reading, transaction } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { loadEventFor } from "../events/load-event.ts";
import { lockEvent } from "../events/lock-event.ts";
import { markDuty } from "./door-passes.ts";

type StaffMember = z.infer<typeof staffMember>;

/** Everybody on the event's door staff, by name: there are no more than can be added. @throws forbidden, not_found */
export async function listStaff(ctx: Context, input: { eventId: string }): Promise<StaffMember[]> {
  return reading(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "staff:manage", input.eventId);
    return ctx.db
      .select({ userId: users.id, displayName: users.displayName, email: users.email })
      .from(eventStaff)
      .innerJoin(users, eq(users.id, eventStaff.userId))
      .where(eq(eventStaff.eventId, event.id))
      .orderBy(asc(users.displayName), asc(users.id))
      .limit(maxStaff);
  });
}

/** Lets a member of the organization scan this event. Adding twice is once. @throws forbidden, not_found, validation, too_many_staff */
export async function addStaff(ctx: Context, input: z.infer<typeof addStaffInput>): Promise<StaffMember> {
  return transaction(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "staff:manage", input.eventId);
    const [person] = await ctx.db
      .select({ userId: users.id, displayName: users.displayName, email: users.email })
      .from(users)
      .innerJoin(memberships, eq(memberships.userId, users.id))
      .where(
        and(
          eq(memberships.organizationId, ctx.organizationId),
          eq(sql`lower(${users.email})`, sql`lower(${input.email})`),
        ),
      );
    if (!person) throw new DomainError("validation", { fields: { email: "Nobody here has this email" } });
    // One at a time, so that two at once do not both find room.
    await lockEvent(ctx, event.id);
    const others = and(eq(eventStaff.eventId, event.id), ne(eventStaff.userId, person.userId));
    if ((await ctx.db.$count(eventStaff, others)) >= maxStaff) throw new DomainError("too_many_staff");
    const added = await ctx.db
      .insert(eventStaff)
      .values({
        organizationId: ctx.organizationId,
        eventId: event.id,
        userId: person.userId,
        createdAt: ctx.now,
      })
      .onConflictDoNothing()
      .returning({ userId: eventStaff.userId });
    if (added.length > 0) {
      await markDuty(ctx, event.id, person.userId, null);
      await recordAudit(ctx, {
        action: "event.add_staff",
        subjectType: "event",
        subjectId: event.id,
        details: { userId: person.userId },
      });
    }
    return person;
  });
}

/** Takes somebody off the door staff; nobody there is no error. @throws forbidden, not_found */
export async function removeStaff(ctx: Context, input: z.infer<typeof removeStaffInput>): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "staff:manage", input.eventId);
    const removed = await ctx.db
      .delete(eventStaff)
      .where(and(eq(eventStaff.eventId, event.id), eq(eventStaff.userId, input.userId)))
      .returning({ userId: eventStaff.userId });
    if (removed.length > 0) {
      await markDuty(ctx, event.id, input.userId, ctx.now);
      await recordAudit(ctx, {
        action: "event.remove_staff",
        subjectType: "event",
        subjectId: event.id,
        details: { userId: input.userId },
      });
    }
  });
}
