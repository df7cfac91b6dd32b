import { auditLog } from "@eventmaster/db/schema/audit";
import { events } from "@eventmaster/db/schema/events";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { transaction } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { meetingOf } from "../testing/meeting.ts";
import { countOutcomes } from "../testing/outcomes.ts";
import {
  type EventRow,
  type Person,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { approveEvent, rejectEvent } from "./decide-event.ts";

let system: TestSystem;
let organization: TestOrganization;
let organizer: Person;
let admins: Person[];
beforeEach(async () => {
  system = await startTestSystem({ max: 20 });
  organization = await system.makeOrganization();
  organizer = await organization.makeUser("organizer");
  admins = await organization.makeUsers(20, "admin");
});
afterEach(() => system.close());

/** Of all the decisions, one counted: the others were told, and the log and the event agree on which. */
async function expectOneDecision(event: EventRow, outcomes: Record<string, number>): Promise<void> {
  expect(outcomes).toEqual({ ok: 1, event_not_pending: admins.length - 1 });
  const [row] = await system.db.select().from(events).where(eq(events.id, event.id));
  const decisions = await system.db.select().from(auditLog).where(eq(auditLog.subjectId, event.id));
  expect(decisions).toHaveLength(1);
  expect(row).toMatchObject({ status: decisions[0]!.details["after"], decidedBy: decisions[0]!.actorId });
}

describe("admins who approve and reject one event at once", () => {
  test("make one decision, and the others are told that it was made", async () => {
    for (let round = 0; round < 5; round++) {
      const event = await organization.makeEvent(organizer, { status: "pending" });
      const outcomes = await countOutcomes(
        admins.map((admin, index) =>
          index % 2 === 0
            ? approveEvent(admin.ctx(), { eventId: event.id })
            : rejectEvent(admin.ctx(), { eventId: event.id, reason: "No" }),
        ),
      );
      await expectOneDecision(event, outcomes);
    }
  });

  test("control: with a status that is read and then written, every one of them succeeds", async () => {
    const event = await organization.makeEvent(organizer, { status: "pending" });
    const everybodyHasRead = meetingOf(admins.length);
    const outcomes = await countOutcomes(
      admins.map((admin, index) =>
        transaction(admin.ctx(), async (ctx) => {
          const [seen] = await ctx.db.select().from(events).where(eq(events.id, event.id));
          await everybodyHasRead();
          if (seen?.status !== "pending") throw new DomainError("event_not_pending");
          const status = index % 2 === 0 ? "published" : "rejected";
          await ctx.db.update(events).set({ status, decidedBy: admin.userId }).where(eq(events.id, event.id));
        }),
      ),
    );
    expect(outcomes).toEqual({ ok: 20 });
    await expect(expectOneDecision(event, outcomes)).rejects.toThrow("to deeply equal");
  });
});
