import type { Attendee, RegisterPersonInput } from "@eventmaster/contract/registrations";
import { registrations } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { eq } from "drizzle-orm";
import { recordAudit } from "../audit/record-audit.ts";
import { type Context, transaction } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { loadEventFor } from "../events/load-event.ts";
import { checkAnswers } from "./answers.ts";
import { attendeeColumns } from "./attendee-columns.ts";
import { findOrMakePerson } from "./find-or-make-person.ts";
import { refuseUnlessTakingPlace } from "./refuse-unless-open.ts";
import { showAttendee } from "./registration-view.ts";
import { takeSeat } from "./seats.ts";

/**
 * Registers somebody in their name, outside the registration window too. An unknown email makes a member without a password.
 * @throws forbidden, not_found, event_not_published, event_cancelled, event_over, already_registered, event_full,
 *   validation (no name for an unknown email; `answers.<question id>`)
 */
export async function registerPerson(ctx: Context, input: RegisterPersonInput): Promise<Attendee> {
  return transaction(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "attendee:add", input.eventId);
    refuseUnlessTakingPlace(event, ctx.now);
    const userId = await findOrMakePerson(ctx, event, input, "user.create_by_organizer");
    // What is required of people is not of organizers, who may not know it.
    const answers = input.answers && (await checkAnswers(ctx, event.id, input.answers, { required: false }));
    const registration = await takeSeat(ctx, event, {
      userId,
      source: "import",
      ...(answers ? { answers } : {}),
    });
    await recordAudit(ctx, {
      action: "registration.create",
      subjectType: "registration",
      subjectId: registration.id,
      details: { eventId: event.id, generation: registration.generation, source: "import" },
    });
    const [attendee] = await ctx.db
      .select(attendeeColumns)
      .from(registrations)
      .innerJoin(users, eq(users.id, registrations.userId))
      .where(eq(registrations.id, registration.id));
    if (!attendee) throw new DomainError("not_found");
    return showAttendee(attendee);
  });
}
