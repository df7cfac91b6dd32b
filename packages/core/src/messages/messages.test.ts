import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { reading } from "../context.ts";
import { composeMail } from "../notifications/compose-mail.ts";
import { doJobs } from "../testing/do-jobs.ts";
import { expectRefusal } from "../testing/expect-refusal.ts";
import { waitFor } from "../testing/mail-things.ts";
import {
  type EventRow,
  type Person,
  register,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { checkIn } from "../check-in/check-in.ts";
import { listMessages } from "./list-messages.ts";
import { previewMessage } from "./preview-message.ts";
import { sendMessage } from "./send-message.ts";

let system: TestSystem;
let organization: TestOrganization;
let organizer: Person;
let inside: Person;
let coming: Person;
let waiting: Person;
let event: EventRow;
beforeAll(async () => {
  system = await startTestSystem({ max: 10 });
});
beforeEach(async () => {
  organization = await system.makeOrganization();
  organizer = await organization.makeUser("organizer", { displayName: "Bob" });
  event = await organization.makeEvent(organizer, { title: "Talks" });
  [inside, coming, waiting] = [
    await organization.makeUser("member"),
    await organization.makeUser("member"),
    await organization.makeUser("member"),
  ];
  const ticket = await register(inside, event);
  await register(coming, event);
  await checkIn(organizer.ctx(), { qrCode: ticket.qrCode, eventId: event.id });
  await waitFor(system, event.id, waiting);
});
afterAll(() => system.close());

const letter = { subject: "Doors open at six", body: "Please **come** early.", isEssential: false };
const to = (audience: "holders" | "not_admitted" | "waitlist") => ({
  ...letter,
  eventId: event.id,
  messageId: uuidv7(),
  audience,
});

async function gotMessage(person: Person): Promise<boolean> {
  return (await system.mailsTo(person.email)).kinds.includes("organizer_message");
}

test.each([
  ["holders", 2, [true, true, false]],
  ["not_admitted", 1, [false, true, false]],
  ["waitlist", 1, [false, false, true]],
] as const)("a message to %s reaches them, once each, and nobody else", async (audience, count, expected) => {
  const ctx = organizer.ctx();
  const sent = await sendMessage(ctx, to(audience));
  expect(sent).toMatchObject({ senderName: "Bob", recipientCount: count, audience, ...letter });
  await doJobs(system, organization, ["event.send-message"], { times: 2 });
  expect(await Promise.all([inside, coming, waiting].map(gotMessage))).toEqual(expected);
  const mails =
    await system.sql`select 1 from pgboss.job where data -> 'payload' -> 'about' ->> 'messageId' = ${sent.id}`;
  expect(mails).toHaveLength(count);
  expect(await system.auditOf(ctx)).toMatchObject([
    { action: "event.message", subjectId: event.id, details: { audience, recipients: count } },
  ]);
  expect(JSON.stringify(await system.auditOf(ctx))).not.toContain("early");
});

test("what is sent again after a lost answer is sent once, also at the same moment", async () => {
  const input = to("holders");
  const answers = await Promise.all(Array.from({ length: 5 }, () => sendMessage(organizer.ctx(), input)));
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  expect(await doJobs(system, organization, ["event.send-message"])).toBe(1);
  expect((await listMessages(organizer.ctx(), { eventId: event.id, limit: 20, offset: 0 })).total).toBe(1);
});

test("the list has them newest first", async () => {
  await sendMessage(organizer.ctx({ now: new Date(Date.now() - 1000) }), to("holders"));
  await sendMessage(organizer.ctx(), to("waitlist"));
  const { items, total } = await listMessages(organizer.ctx(), { eventId: event.id, limit: 1, offset: 0 });
  expect(total).toBe(2);
  expect(items).toMatchObject([{ audience: "waitlist" }]);
});

/** What is sent of it to that person. */
async function mailOf(message: { body?: string; isEssential?: boolean }, reader: Person) {
  const { isEssential = false } = message;
  const sent = await sendMessage(organizer.ctx(), { ...to("holders"), ...message });
  return reading(organization.anonymous(), (ctx) =>
    composeMail(
      ctx,
      {
        to: null,
        userId: reader.userId,
        kind: "organizer_message",
        about: { messageId: sent.id, isEssential },
      },
      { to: reader.email, displayName: reader.displayName, locale: "en", timeZone: null },
      { name: "E", email: "e@events.test" },
    ),
  );
}

describe("what is written", () => {
  const htmlOf = async (body: string) => (await mailOf({ body }, coming))?.html ?? "";

  test("is Markdown", async () => {
    const html = await htmlOf("**Bold**, [a map](https://maps.test/?a=1&b=2)\n\n- one");
    expect(html).toContain("<strong>Bold</strong>");
    expect(html).toContain('<a href="https://maps.test/?a=1&amp;b=2">a map</a>');
    expect(html).toContain("<li>one</li>");
  });

  test.each([
    ["HTML", "<img src=x onerror=alert(1)>", /<img src=x/u],
    ["a script's address", "[x](javascript:alert(1))", /href="javascript/iu],
    ["a data address", "[x](data:text/html,<b>)", /href="data/iu],
    ["an image", "![x](https://evil.test/pixel.png)", /<img[^>]+evil/u],
  ])("runs nothing and loads nothing: %s", async (_, body, forbidden) => {
    expect(await htmlOf(body)).not.toMatch(forbidden);
  });
});

describe("a preview", () => {
  test.each([false, true])("is the mail that is sent, to the letter (essential: %s)", async (isEssential) => {
    const body =
      "Please **come** early: https://maps.test/?a=1&b=2\n\n- <script>alert(1)</script>\n- 名 👩\n\n> 'so'";
    const preview = await previewMessage(organizer.ctx(), {
      ...letter,
      body,
      isEssential,
      eventId: event.id,
      audience: "holders",
    });
    await register(organizer, event);
    const { subject, text, html } = (await mailOf({ body, isEssential }, organizer))!;
    expect(preview).toEqual({ recipientCount: 2, subject, text, html });
    expect(html.includes("/unsubscribe/")).toBe(!isEssential);
  });

  test("sends nothing", async () => {
    const input = { ...letter, eventId: event.id, audience: "holders" } as const;
    const preview = await previewMessage(organizer.ctx(), input);
    expect(preview).toMatchObject({ recipientCount: 2, subject: "Doors open at six (Talks)" });
    expect(preview.html).toContain("<strong>come</strong>");
    expect(preview.text).toContain("Please **come** early.");
    expect(await doJobs(system, organization, ["event.send-message"])).toBe(0);
  });
});

describe("a message is refused", () => {
  test("where nobody would get it", async () => {
    const empty = await organization.makeEvent(organizer);
    const input = { ...to("holders"), eventId: empty.id };
    await expectRefusal(system, organizer.ctx(), (ctx) => sendMessage(ctx, input), "nobody_to_write_to");
  });

  test("of an event that is not public", async () => {
    const pending = await organization.makeEvent(organizer, { status: "pending" });
    const input = { ...to("holders"), eventId: pending.id };
    await expectRefusal(system, organizer.ctx(), (ctx) => sendMessage(ctx, input), "event_not_published");
  });

  test("by others than its organizer and admins", async () => {
    const input = to("holders");
    const page = { eventId: event.id, limit: 20, offset: 0 };
    const other = await organization.makeUser("organizer");
    const stranger = await (await system.makeOrganization()).makeUser("admin");
    for (const [person, code] of [
      [other, "forbidden"],
      [coming, "forbidden"],
      [stranger, "not_found"],
    ] as const) {
      await expectRefusal(system, person.ctx(), (ctx) => sendMessage(ctx, input), code);
      await expectRefusal(system, person.ctx(), (ctx) => previewMessage(ctx, input), code);
      await expectRefusal(system, person.ctx(), (ctx) => listMessages(ctx, page), code);
    }
  });
});
