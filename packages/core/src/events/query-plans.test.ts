import { tenantRole } from "@eventmaster/db/tenant";
import { connectExplaining, type ExplainingConnection } from "@eventmaster/db/explaining-connection";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@eventmaster/db/client";
import { listAttendees } from "../registrations/list-attendees.ts";
import { reportOnEvent } from "../reports/report-on-event.ts";
import { reportOnPlatform } from "../reports/report-on-platform.ts";
import {
  type EventRow,
  inFuture,
  type Person,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { listEvents } from "./list-events.ts";
import { listManagedEvents } from "./list-managed-events.ts";
import { listPendingEvents } from "./list-pending-events.ts";

/**
 * With 100,000 events, every list and search finds its rows by an index. PostgreSQL itself says so: `auto_explain` sends
 * the plan of each statement, also of those inside of functions, as a notice. Shapes are compared and no times.
 */

let system: TestSystem;
let organization: TestOrganization;
let organizer: Person;
let admin: Person;
let event: EventRow;
let explaining: ExplainingConnection;

beforeAll(async () => {
  system = await startTestSystem();
  organization = await system.makeOrganization();
  organizer = await organization.makeUser("organizer");
  admin = await organization.makeUser("admin");
  event = await organization.makeEvent(organizer, { capacity: 100_000 });
  const { organizationId } = organization;
  await system.sql`
    insert into users (id, email, display_name)
    select gen_random_uuid(), 'crowd-' || n || '@company.test', 'Crowd ' || n from generate_series(1, 10000) n`;
  await system.sql`
    insert into events (id, organization_id, organizer_id, title, description, start_at, end_at, location, capacity,
      registered_count, status, category, tags)
    select gen_random_uuid(), ${organizationId},
      case when n % 1000 = 0 then ${organizer.userId}::uuid else ${admin.userId}::uuid end,
      'Gathering ' || md5(n::text), 'About ' || md5((n * 7)::text), now() + n * interval '5 minutes',
      now() + n * interval '5 minutes' + interval '2 hours', 'Room ' || md5((n * 3)::text), 50, 0,
      (case n % 100 when 0 then 'pending' when 1 then 'rejected' when 2 then 'cancelled' else 'published' end),
      (array['talk', 'workshop', 'social', 'music'])[1 + n % 4], array['tag-' || n % 5000]
    from generate_series(1, 100000) n`;
  await system.sql`
    insert into registrations (id, organization_id, event_id, user_id, qr_code, event_title, event_start_at)
    select gen_random_uuid(), ${organizationId}, ${event.id}, id, id::text, ${event.title}, now()
    from users where email like 'crowd-%'`;
  // The same people at nine more events: what looks at one event must not read everybody's registrations.
  await system.sql`
    insert into registrations (id, organization_id, event_id, user_id, qr_code, event_title, event_start_at, created_at)
    select gen_random_uuid(), ${organizationId}, other.id, users.id, users.id::text || other.id, 'Other', now(),
      now() - random() * interval '2 years'
    from users, (select id from events where status = 'published' and id <> ${event.id} order by start_at limit 9) other
    where email like 'crowd-%'`;
  await system.sql`vacuum analyze events`;
  await system.sql`vacuum analyze registrations`;
  await system.sql`vacuum analyze users`;
  explaining = await connectExplaining(system.database.url);
}, 240_000);
afterAll(async () => {
  await explaining.close();
  await system.close();
});

/** How the statements of `work` find rows of the two tables. */
async function plansOf(work: (at: { db: Database }) => Promise<unknown>): Promise<string> {
  const plans = await explaining.plansOf(() => work({ db: explaining.db }));
  return plans.filter((plan) => /events|registrations/u.test(plan)).join("\n");
}

/** Without the total: counting 97 of 100 events, PostgreSQL is right to read them all. */
function pageIn(plans: string): string {
  return plans
    .split(/(?=duration: )/u)
    .filter((plan) => !plan.includes("Query Text: select count(*)"))
    .join("");
}

const asked = { limit: 20, offset: 0, order: "latest" } as const;
const page = { limit: 20, offset: 0 };

describe("with 100,000 events, an index serves", () => {
  test("the public list, in both orders, and its pages by cursor", async () => {
    const first = await listEvents(organization.anonymous(), asked);
    for (const order of ["latest", "soonest"] as const) {
      const shape = pageIn(
        await plansOf((at) =>
          listEvents(organization.anonymous(at), { ...asked, order, cursor: first.nextCursor }),
        ),
      );
      expect(shape).toMatch(/Index (?:Only )?Scan (?:Backward )?using events_(?:status_)?start_idx/u);
      expect(shape).not.toContain("Seq Scan on events");
    }
  });

  test("the list between two instants, and of events with free seats", async () => {
    const shape = await plansOf((at) =>
      listEvents(organization.anonymous(at), { ...asked, to: inFuture(86_400_000), hasSeats: true }),
    );
    expect(shape).not.toContain("Seq Scan on events");
  });

  test("the list of pending and of managed events", async () => {
    const pending = await plansOf((at) => listPendingEvents(admin.ctx(at), page));
    expect(pending).toContain("events_status_start_idx");
    const managed = await plansOf((at) => listManagedEvents(organizer.ctx(at), asked));
    expect(managed).toContain("events_organizer_idx");
    for (const shape of [pending, managed]) expect(shape).not.toContain("Seq Scan on events");
  });

  test.each([
    ["words", { q: "c4ca4238" }, "events_words_idx"],
    ["words with a slip in them", { q: "gatherinx c4ca4238a0b923820dcc509a6f75849x" }, "events_search_idx"],
    ["a place", { place: "room eccbc87e" }, "events_location_idx"],
    ["a tag", { tag: "tag-17" }, "events_tags_idx"],
  ])("the search by %s", async (_, filter, index) => {
    const shape = await plansOf((at) => listEvents(organization.anonymous(at), { ...asked, ...filter }));
    expect(shape).toContain(`Bitmap Index Scan on ${index}`);
    expect(shape).not.toContain("Seq Scan on events");
  });

  test("the attendees of an event", async () => {
    const shape = await plansOf((at) => listAttendees(organizer.ctx(at), { ...page, eventId: event.id }));
    expect(shape).toContain("registrations_event_created_idx");
  });

  test("the attendees of an event who came in one way, and who gave an answer", async () => {
    const asked = {
      ...page,
      eventId: event.id,
      source: "walk_in",
      questionId: event.id,
      answer: "Vegan",
    } as const;
    const shape = await plansOf((at) => listAttendees(organizer.ctx(at), asked));
    for (const table of ["registrations", "answers", "questions"])
      expect(shape).not.toMatch(new RegExp(`Seq Scan on ${table}\\b`, "u"));
  });

  test.each(["name", "status"] as const)(
    "the attendees of an event by %s, first page and by cursor",
    async (sort) => {
      const input = { ...page, eventId: event.id, sort };
      const { nextCursor } = await listAttendees(organizer.ctx(), input);
      for (const cursor of [undefined, nextCursor]) {
        const shape = await plansOf((at) => listAttendees(organizer.ctx(at), { ...input, cursor }));
        expect(shape).toMatch(/using registrations_event_|on registrations_event_/u);
        expect(shape).not.toContain("Seq Scan on registrations");
      }
    },
  );

  test("the report on an event", async () => {
    const shape = await plansOf((at) =>
      reportOnEvent(organizer.ctx(at), { eventId: event.id, stepMinutes: 15 }),
    );
    expect(shape).toContain("registrations_event_");
    for (const table of ["registrations", "events", "scans", "admissions", "answers"])
      expect(shape).not.toMatch(new RegExp(`Seq Scan on ${table}\\b`, "u"));
  });

  test("the report on the organization in a week", async () => {
    const input = {
      from: inFuture(-86_400_000),
      to: inFuture(6 * 86_400_000),
      unit: "day",
      timeZone: "UTC",
    } as const;
    const shape = await plansOf((at) => reportOnPlatform(admin.ctx(at), input));
    for (const index of ["events_", "registrations_created_idx", "registrations_cancelled_idx"])
      expect(shape).toContain(index);
    for (const table of ["registrations", "events", "admissions"])
      expect(shape).not.toMatch(new RegExp(`Seq Scan on ${table}\\b`, "u"));
  });

  test("control: the same search under row-level security alone reads every event", async () => {
    const shape = await plansOf(({ db }) =>
      db.transaction(async (tx) => {
        await tx.execute(
          sql`select set_config('role', ${tenantRole}, true), set_config('app.organization_id', ${organization.organizationId}, true)`,
        );
        await tx.execute(sql`select id from events where search @@ words_query('c4ca4238')`);
      }),
    );
    expect(shape).toContain("events");
    expect(shape).not.toContain("events_words_idx");
  });
});
