import type { Attendee, RegisterPersonInput } from "@eventmaster/contract/registrations";
import { registrations } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { eq, sql } from "drizzle-orm";
import { type Context, type TenantContext, transaction } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { loadEventFor } from "../events/load-event.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import { checkAnswers } from "./answers.ts";
import { attendeeColumns } from "./attendee-columns.ts";
import { findOrMakePerson } from "./find-or-make-person.ts";
import { refuseUnlessTakingPlace } from "./refuse-unless-open.ts";
import { showAttendee } from "./registration-view.ts";
import { takeSeat } from "./seats.ts";

/**
 * Registers somebody in their name, outside the registration window too, and tells them. An unknown email makes a member
 * without a password.
 * @throws forbidden, not_found, event_not_published, event_cancelled, event_over, already_registered, event_full,
 *   validation (no name for an unknown email; `answers.<question id>`)
 */
export async function registerPerson(ctx: Context, input: RegisterPersonInput): Promise<Attendee> {
  return transaction(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "attendee:add", input.eventId);
    refuseUnlessTakingPlace(event, ctx.now);
    const isKnown = await isPersonKnown(ctx, input.email);
    const userId = await findOrMakePerson(ctx, event, input, "user.create_by_organizer");
    // What is required of people is not of organizers, who may not know it.
    const answers = input.answers && (await checkAnswers(ctx, event.id, input.answers, { required: false }));
    const registration = await takeSeat(ctx, event, {
      userId,
      source: "import",
      ...(answers ? { answers } : {}),
    });
    // Who was made just now has a mail already, with the link to their account.
    if (isKnown)
      await enqueueJob(ctx, "registrations.tell-registered", { eventId: event.id, userIds: [userId] });
    const [attendee] = await ctx.db
      .select(attendeeColumns)
      .from(registrations)
      .innerJoin(users, eq(users.id, registrations.userId))
      .where(eq(registrations.id, registration.id));
    if (!attendee) throw new DomainError("not_found");
    return showAttendee(attendee);
  });
}

async function isPersonKnown(ctx: TenantContext, email: string): Promise<boolean> {
  return (await ctx.db.$count(users, eq(sql`lower(${users.email})`, sql`lower(${email})`))) > 0;
}
