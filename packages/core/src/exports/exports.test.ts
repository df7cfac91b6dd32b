import type { ExportAttendeesInput } from "@eventmaster/contract/exports";
import { registrations } from "@eventmaster/db/schema/registrations";
import { parse } from "csv-parse/sync";
import { eq, sql } from "drizzle-orm";
import { readSheet } from "read-excel-file/node";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkIn } from "../check-in/check-in.ts";
import { cancelRegistration } from "../registrations/cancel-registration.ts";
import { registerForEvent } from "../registrations/register-for-event.ts";
import { importPeople } from "../registrations/import-people.ts";
import { setQuestions } from "../registrations/set-questions.ts";
import type { Context } from "../context.ts";
import type { Download } from "../download.ts";
import { expectRefusal } from "../testing/expect-refusal.ts";
import {
  type EventRow,
  type Person,
  register,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { exportAttendees, exportChosenAttendees } from "./export-attendees.ts";
import { exportAudit } from "./export-audit.ts";
import { exportScans } from "./export-scans.ts";
import { tableFile } from "./table-file.ts";

let system: TestSystem;
let organization: TestOrganization;
let organizer: Person;

beforeAll(async () => {
  system = await startTestSystem();
  organization = await system.makeOrganization();
  organizer = await organization.makeUser("organizer");
});
afterAll(() => system.close());

async function bytesOf({ body }: Download): Promise<Buffer> {
  if (body instanceof Uint8Array) return Buffer.from(body);
  const parts: Uint8Array[] = [];
  for await (const part of body) parts.push(part);
  return Buffer.concat(parts);
}

/** Rows by their header's names, read by another library than the one that wrote them. */
async function csvRows(download: Download): Promise<Record<string, string>[]> {
  return parse(await bytesOf(download), { columns: true, record_delimiter: "\r\n" });
}

const asCsv = (event: EventRow, filter: Partial<ExportAttendeesInput> = {}) =>
  ({ eventId: event.id, format: "csv", bom: false, ...filter }) as const;

/** An event in Taipei with two questions, and three people with awkward names. */
async function makeMeeting() {
  const event = await organization.makeEvent(organizer, {
    title: "年會 / Meeting: 2026",
    timeZone: "Asia/Taipei",
  });
  const [first, second] = await setQuestions(organizer.ctx(), {
    eventId: event.id,
    questions: [
      { label: "Diet, if any", kind: "text", options: [], isRequired: false },
      { label: "Newsletter?", kind: "checkbox", options: [], isRequired: false },
    ],
  });
  const people = {
    zoe: await organization.makeUser("member", { displayName: 'Zoë "Z", née X' }),
    formula: await organization.makeUser("member", { displayName: "=HYPERLINK(1)" }),
    chinese: await organization.makeUser("member", { displayName: "王小明" }),
  };
  const answers = { [first!.id]: "+vegan\nnuts", [second!.id]: true };
  await registerForEvent(people.zoe.ctx(), { eventId: event.id, answers });
  await register(people.formula, event);
  const { id } = await register(people.chinese, event);
  await cancelRegistration(people.chinese.ctx(), { registrationId: id });
  return { event, people };
}

describe("attendees", () => {
  test("as CSV: every person, with answers in columns, times in UTC and on the event's clock", async () => {
    const { event, people } = await makeMeeting();
    const at = new Date("2026-03-14T18:30:00.123Z");
    await system.db.update(registrations).set({ createdAt: at }).where(eq(registrations.eventId, event.id));
    const download = await exportAttendees(organizer.ctx(), asCsv(event));
    expect(download).toMatchObject({
      name: "年會 Meeting 2026 attendees.csv",
      type: "text/csv; charset=utf-8",
    });
    const rows = await csvRows(download);
    expect(rows).toHaveLength(3);
    expect(rows.find((row) => row["Email"] === people.zoe.email)).toEqual({
      Name: 'Zoë "Z", née X',
      Email: people.zoe.email,
      Status: "registered",
      Source: "self",
      "Registered (UTC)": "2026-03-14T18:30:00.123Z",
      "Registered (Asia/Taipei)": "2026-03-15 02:30:00",
      "Checked in (UTC)": "",
      "Checked in (Asia/Taipei)": "",
      "Cancelled (UTC)": "",
      "Cancelled (Asia/Taipei)": "",
      "Diet, if any": "'+vegan\nnuts",
      "Newsletter?": "true",
      Registration: expect.any(String),
    });
    expect(rows.map((row) => row["Name"])).toContain("'=HYPERLINK(1)");
    expect(JSON.stringify(rows)).not.toContain("EM1:");
  });

  test("as Excel: texts as they were typed, and none is a formula; local times are times", async () => {
    const { event } = await makeMeeting();
    const at = new Date("2026-03-14T18:30:00.000Z");
    await system.db.update(registrations).set({ createdAt: at }).where(eq(registrations.eventId, event.id));
    const download = await exportAttendees(organizer.ctx(), { ...asCsv(event), format: "xlsx" });
    const bytes = await bytesOf(download);
    const [header, ...people] = await readSheet(bytes);
    expect(header?.slice(0, 6)).toEqual([
      "Name",
      "Email",
      "Status",
      "Source",
      "Registered (UTC)",
      "Registered (Asia/Taipei)",
    ]);
    expect(people.map(([name]) => String(name)).toSorted()).toEqual([
      "=HYPERLINK(1)",
      'Zoë "Z", née X',
      "王小明",
    ]);
    for (const person of people) expect(person[5]).toEqual(new Date("2026-03-15T02:30:00.000Z"));
  });

  test("is filtered as the list is", async () => {
    const { event, people } = await makeMeeting();
    const cancelled = await exportAttendees(organizer.ctx(), asCsv(event, { status: "cancelled" }));
    expect((await csvRows(cancelled)).map((row) => row["Email"])).toEqual([people.chinese.email]);
    const searched = await exportAttendees(organizer.ctx(), asCsv(event, { q: "HYPER" }));
    expect((await csvRows(searched)).map((row) => row["Email"])).toEqual([people.formula.email]);
  });

  test("those that were chosen, each once, and nobody of another event", async () => {
    const { event, people } = await makeMeeting();
    const elsewhere = await register(people.zoe, await organization.makeEvent(organizer));
    const all = await csvRows(await exportAttendees(organizer.ctx(), asCsv(event)));
    const chosen = all.slice(1).map((row) => row["Registration"]!);
    const input = { ...asCsv(event), registrationIds: [...chosen, chosen[0]!, elsewhere.id] };
    const ctx = organizer.ctx();
    expect(await csvRows(await exportChosenAttendees(ctx, input))).toEqual(all.slice(1));
    expect(await system.auditOf(ctx)).toMatchObject([
      { action: "attendees.export", subjectId: event.id, details: { format: "csv", chosen: 3 } },
    ]);
    const asFile = (ctx: Context) => exportChosenAttendees(ctx, input);
    await expectRefusal(system, people.zoe.ctx(), asFile, "forbidden");
    await expectRefusal(system, organization.anonymous(), asFile, "not_signed_in");
    const stranger = await (await system.makeOrganization()).makeUser("admin");
    await expectRefusal(system, stranger.ctx(), asFile, "not_found");
  });

  test("what was exported can be imported, formulas and all", async () => {
    const { event } = await makeMeeting();
    const csv = String(await bytesOf(await exportAttendees(organizer.ctx(), asCsv(event))));
    const other = await organization.makeEvent(organizer);
    const result = await importPeople(organizer.ctx(), {
      eventId: other.id,
      csv,
      mode: "all_or_nothing",
      dryRun: false,
    });
    expect(result).toMatchObject({ isApplied: true, registered: 3, newPeople: 0, errorCount: 0 });
  });

  test("for its organizer and admins; nobody else, and no other tenant", async () => {
    const { event, people } = await makeMeeting();
    const asFile = (ctx: Context) => exportAttendees(ctx, asCsv(event));
    await expectRefusal(system, people.zoe.ctx(), asFile, "forbidden");
    await expectRefusal(system, (await organization.makeUser("organizer")).ctx(), asFile, "forbidden");
    await expectRefusal(system, organization.anonymous(), asFile, "not_signed_in");
    const stranger = await (await system.makeOrganization()).makeUser("admin");
    await expectRefusal(system, stranger.ctx(), asFile, "not_found");
    const admin = await organization.makeUser("admin");
    expect(await csvRows(await asFile(admin.ctx()))).toHaveLength(3);
  });

  test("is in the audit log, without what was searched for", async () => {
    const { event } = await makeMeeting();
    const ctx = organizer.ctx();
    await exportAttendees(ctx, asCsv(event, { q: "Zoë" }));
    expect(await system.auditOf(ctx)).toMatchObject([
      {
        action: "attendees.export",
        subjectType: "event",
        subjectId: event.id,
        details: { format: "csv", status: null, source: null, questionId: null, isSearch: true },
      },
    ]);
  });
});

test("scans: each with its verdict, who holds the ticket, and the door's clock", async () => {
  const { event, people } = await makeMeeting();
  const guest = await organization.makeUser("member");
  const { qrCode } = await register(guest, event);
  await checkIn(organizer.ctx(), { qrCode, eventId: event.id });
  await checkIn(organizer.ctx(), { qrCode: "not a ticket", eventId: event.id });
  const download = await exportScans(organizer.ctx(), asCsv(event));
  expect(download.name).toBe("年會 Meeting 2026 scans.csv");
  const rows = await csvRows(download);
  expect(rows).toMatchObject([
    { Verdict: "admitted", Admitted: "yes", Email: guest.email, "Check-in point": "Entrance" },
    { Admitted: "no", Email: "", Name: "" },
  ]);
  const filtered = await exportScans(organizer.ctx(), { ...asCsv(event), verdict: "admitted" });
  expect(await csvRows(filtered)).toHaveLength(1);
  await expectRefusal(system, people.zoe.ctx(), (ctx) => exportScans(ctx, asCsv(event)), "forbidden");
});

test("the audit log: for admins, in its own order, and this export is in it", async () => {
  const place = await system.makeOrganization();
  const admin = await place.makeUser("admin");
  const event = await place.makeEvent(admin);
  await register(admin, event);
  const ctx = admin.ctx();
  const rows = await csvRows(await exportAudit(ctx, { format: "csv", bom: true }));
  expect(rows.map((row) => row["Action"])).toEqual(["registration.create", "audit.export"]);
  expect(rows[0]).toMatchObject({ By: admin.displayName, Subject: "registration" });
  const filtered = await exportAudit(admin.ctx(), {
    format: "csv",
    bom: false,
    action: "registration.create",
  });
  expect(await csvRows(filtered)).toHaveLength(1);
  const organizer = await place.makeUser("organizer");
  const asFile = (ctx: Context) => exportAudit(ctx, { format: "csv", bom: false });
  await expectRefusal(system, organizer.ctx(), asFile, "forbidden");
});

describe("a long list", () => {
  setFlagsFromString("--expose-gc");
  const collectGarbage = runInNewContext("gc") as () => void;

  const longList = (format: "csv" | "xlsx", rows: number) =>
    tableFile<{ n: number }>(organizer.ctx(), {
      format,
      bom: false,
      title: "Long",
      subject: "list",
      columns: [{ header: "Number" }, { header: "Text" }, { header: "At", kind: "clock" }],
      query: sql`select n from generate_series(1, ${rows}::int) n`,
      cellsOf: ({ n }) => [
        { word: String(n) },
        { text: `Somebody with the number ${n} and a name` },
        { clock: new Date(Date.UTC(2026, 0, 1) + n * 1000) },
      ],
    });

  test.each(["csv", "xlsx"] as const)(
    "of 200,000 rows as %s: the heap does not grow with it",
    async (format) => {
      const heaps: number[] = [];
      let bytes = 0;
      let sampledAt = 0;
      for await (const part of longList(format, 200_000).body as AsyncIterable<Uint8Array>) {
        bytes += part.length;
        if (bytes - sampledAt < 400_000) continue;
        sampledAt = bytes;
        collectGarbage();
        heaps.push(process.memoryUsage().heapUsed);
      }
      expect(heaps.length).toBeGreaterThan(4);
      // What is alive at the end is what was alive after the first pieces: no piece is kept.
      const [early, late] = [heaps[1]!, heaps.at(-1)!];
      expect(late / early).toBeLessThan(1.1);
    },
    60_000,
  );

  test("is written as it is taken: a client that leaves ends the query", async () => {
    const body = longList("csv", 10_000_000).body as AsyncGenerator<Uint8Array>;
    await body.next();
    await body.next();
    expect(await readingNow()).toBe(1);
    await body.return(undefined);
    expect(await readingNow()).toBe(0);
  });

  test("more than three at once are told to wait", async () => {
    const event = await organization.makeEvent(organizer);
    const bodies = [1, 2, 3].map(() => longList("csv", 1_000_000).body as AsyncGenerator<Uint8Array>);
    for (const body of bodies) {
      await body.next();
      await body.next();
    }
    const ctx = organizer.ctx();
    const refusal = await expectRefusal(
      system,
      ctx,
      (ctx) => exportAttendees(ctx, asCsv(event)),
      "rate_limited",
    );
    expect(refusal.retryAfterSeconds).toBe(20);
    for (const body of bodies) await body.return(undefined);
    expect(await csvRows(await exportAttendees(organizer.ctx(), asCsv(event)))).toEqual([]);
  });

  async function readingNow(): Promise<number> {
    const found = await system.sql`
      select from pg_stat_activity where datname = current_database() and state like '%transaction%'
        and pid <> pg_backend_pid()`;
    return found.length;
  }
});
