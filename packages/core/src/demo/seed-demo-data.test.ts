import { eventRevisions, events } from "@eventmaster/db/schema/events";
import { answers, waitlistEntries } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { eq, gt } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listConflicts } from "../check-in/conflicts.ts";
import { findBrokenInvariants } from "../invariants.ts";
import { listEvents } from "../events/list-events.ts";
import { listTickets } from "../registrations/list-tickets.ts";
import { reportOnEvent } from "../reports/report-on-event.ts";
import { startTestSystem, type TestOrganization, type TestSystem } from "../testing/test-system.ts";
import { listOwnWaitlist } from "../waitlist/list-own-waitlist.ts";
import { demoLogins, seedDemoData } from "./seed-demo-data.ts";

let system: TestSystem;
let organization: TestOrganization;
beforeAll(async () => {
  system = await startTestSystem({ max: 4 });
  organization = await system.makeOrganization();
  const { db, ticketKeys } = system;
  const seeding = { db, ticketKeys, organizationId: organization.organizationId, now: new Date() };
  expect(await seedDemoData(seeding)).toBe(true);
  expect(await seedDemoData(seeding)).toBe(true);
});
afterAll(() => system.close());

const page = { limit: 100, offset: 0 };

async function demoPerson(email: string, role: "member" | "organizer" | "admin") {
  const [person] = await system.db.select().from(users).where(eq(users.email, email));
  return system.contextFor(organization.organizationId, {
    userId: person!.id,
    role,
    sessionId: null,
    isPlatformAdmin: false,
  });
}

test("the demo data is whole, and seeded once", async () => {
  expect(await findBrokenInvariants(system.db)).toEqual([]);
  expect(await system.db.$count(users)).toBeGreaterThan(300);
});

test("Alice has tickets, a seat that is offered to her, and a place in a queue", async () => {
  const alice = await demoPerson(demoLogins[0].email, "member");
  expect((await listTickets(alice, { ...page, when: "upcoming" })).total).toBe(2);
  const { items } = await listOwnWaitlist(alice, page);
  expect(new Set(items.map(({ status }) => status))).toEqual(new Set(["offered", "waiting"]));
  expect(items.map(({ position }) => position)).toContain(3);
});

test("organizers and admins find something to do: proposals, answers, conflicts, arrivals", async () => {
  const admin = await demoPerson(demoLogins[2].email, "admin");
  expect(await system.db.$count(eventRevisions, eq(eventRevisions.status, "open"))).toBe(1);
  expect(await system.db.$count(answers)).toBeGreaterThan(100);
  expect(await system.db.$count(waitlistEntries)).toBeGreaterThan(20);
  expect(await system.db.$count(events, gt(events.offeredCount, 0))).toBe(2);
  const { items } = await listEvents(admin, { ...page, q: "TypeScript Meetup", when: "past" });
  const conflicts = await listConflicts(admin, { ...page, eventId: items[0]!.id, status: "open" });
  expect(conflicts.total).toBe(1);
  const report = await reportOnEvent(admin, { eventId: items[0]!.id, stepMinutes: 15 });
  expect(report.points.map(({ admitted }) => admitted > 0)).toEqual([true, true]);
});
