import { type Locale, locales } from "@eventmaster/contract/locales";
import { isOptionalMail, mailKinds } from "@eventmaster/contract/notifications";
import { registrations } from "@eventmaster/db/schema/registrations";
import { eventMessages } from "@eventmaster/db/schema/mails";
import { uuidv7 } from "uuidv7";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { reading } from "../context.ts";
import { cancelRegistration } from "../registrations/cancel-registration.ts";
import {
  type EventRow,
  type Person,
  register,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { composeMail } from "./compose-mail.ts";
import type { Mail } from "./mail.ts";
import type { ReadyMail } from "./ready-mail.ts";

const nasty = `<script>alert("x")</script> & {{why}} 'Søren' $&`;
const escaped = "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; {{why}} &#39;Søren&#39; $&amp;";
const link = 'https://events.test/open?token=abc&next="/"';
const from = { name: "EventMaster", email: "events@events.test" };

let system: TestSystem;
let organization: TestOrganization;
let holder: Person;
let event: EventRow;
const messageId = uuidv7();
let about: { registrationId: string; generation: number };
beforeAll(async () => {
  system = await startTestSystem({ max: 4 });
  organization = await system.makeOrganization();
  const organizer = await organization.makeUser("organizer");
  holder = await organization.makeUser("member", { displayName: nasty });
  event = await organization.makeEvent(organizer, {
    title: nasty,
    location: nasty,
    timeZone: "Europe/Berlin",
  });
  await system.db.insert(eventMessages).values({
    id: messageId,
    organizationId: organization.organizationId,
    eventId: event.id,
    audience: "holders",
    subject: nasty,
    body: nasty,
    recipientCount: 1,
  });
});
beforeEach(async () => {
  const held = await system.db.select().from(registrations).where(eq(registrations.userId, holder.userId));
  if (held[0]?.status !== "registered") await register(holder, event);
  const [ticket] = await system.db
    .select()
    .from(registrations)
    .where(eq(registrations.userId, holder.userId));
  about = { registrationId: ticket!.id, generation: ticket!.generation };
});
afterAll(() => system.close());

function compose(
  mail: Mail,
  locale: Locale = "en",
  timeZone: string | null = null,
): Promise<ReadyMail | null> {
  const reader = { to: holder.email, displayName: nasty, locale, timeZone };
  return reading(organization.anonymous(), (ctx) => composeMail(ctx, mail, reader, from));
}

/** A mail of each kind, with everything in it that people type. */
function mailOf(kind: Mail["kind"]): Mail {
  const person = { to: null, userId: holder.userId };
  const date = {
    startAt: event.startAt.toISOString(),
    endAt: event.endAt.toISOString(),
    timeZone: event.timeZone,
    location: nasty,
  };
  switch (kind) {
    case "verify_email":
    case "reset_password":
      return { ...person, kind, about: { link } };
    case "email_changed":
      return { ...person, kind, about: { link } };
    case "security_notice":
      return {
        ...person,
        kind,
        about: { event: "password_reset", at: date.startAt, keyNames: [nasty], keyCount: 2, link },
      };
    case "webhook_disabled":
      return { ...person, kind, about: { host: "hooks.test", description: nasty, because: "failing", link } };
    case "claim_account":
      return { ...person, kind, about: { eventTitle: nasty, link } };
    case "invitation":
      return {
        ...person,
        kind,
        about: { organizationName: nasty, inviterName: nasty, role: "organizer", link },
      };
    case "waitlist_offer":
      return {
        ...person,
        kind,
        about: { eventTitle: nasty, link, expiresAt: "2026-07-01T10:00:00.000Z", timeZone: "Europe/Berlin" },
      };
    case "registration_confirmed":
    case "registration_cancelled":
    case "registered_by_organizer":
    case "registration_restored":
      return { ...person, kind, about };
    case "reminder_day":
    case "reminder_hour":
      return { ...person, kind, about: { ...about, startAt: date.startAt } };
    case "event_changed":
      return { ...person, kind, about: { ...about, before: { ...date, location: "Hall 0" }, after: date } };
    case "waitlist_closed":
      return { ...person, kind, about: { eventTitle: nasty, cause: "event_cancelled", reason: nasty, link } };
    case "event_deleted":
      return { ...person, kind, about: { event: { ...date, title: nasty, version: 3 }, ticket: about } };
    case "cancelled_by_organizer":
    case "event_cancelled":
      return { ...person, kind, about: { ...about, reason: nasty } };
    case "organizer_message":
      return { ...person, kind, about: { messageId, isEssential: false } };
    case "event_approved":
    case "event_rejected":
    case "revision_accepted":
    case "revision_refused":
      return { ...person, kind, about: { eventTitle: nasty, reason: nasty, link } };
  }
}

const isOfCancelled = (kind: Mail["kind"]) =>
  kind === "registration_cancelled" || kind === "cancelled_by_organizer" || kind === "event_cancelled";

/** What a mail of the kind is true of. */
async function makeTrue(kind: Mail["kind"]): Promise<void> {
  if (isOfCancelled(kind)) await cancelRegistration(holder.ctx(), { registrationId: about.registrationId });
}

describe.each(mailKinds)("%s", (kind) => {
  test.each(locales)("says the same in text as typed and in HTML escaped, in %s", async (locale) => {
    await makeTrue(kind);
    const mail = await compose(mailOf(kind), locale);
    expect(mail).not.toBeNull();
    const { subject, text, html } = mail!;
    expect(subject).toMatch(/^[^\r\n]+$/u);
    expect(text).toContain(nasty);
    expect(text).not.toMatch(/undefined|\[object/u);
    expect(html).toContain(escaped);
    expect(html).toContain(`lang="${locale}"`);
    expect(html).toContain("prefers-color-scheme: dark");
    expect(html).not.toMatch(/<script>|undefined|\[object/u);
    expect(html.replaceAll("{{why}}", "")).not.toMatch(/[{][{]|[}][}]/u);
    // A paragraph of the text is one of the HTML.
    const sentence = text.split("\n\n").find((part) => !part.includes(nasty) && !part.includes("http"));
    if (sentence !== undefined && !sentence.includes(":")) expect(html).toContain(sentence);
  });

  test("can be ended by one click if and only if it may be switched off", async () => {
    await makeTrue(kind);
    const { headers, text } = (await compose(mailOf(kind)))!;
    if (!isOptionalMail(kind)) {
      expect(headers).toEqual({});
      return;
    }
    expect(headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
    const address = /^<(https:\/\/events\.test\/unsubscribe\/(.+))>$/u.exec(
      headers["List-Unsubscribe"] ?? "",
    );
    expect(text).toContain(address?.[1]);
    expect(system.mailLinks.readUnsubscribing(address?.[2] ?? "")).toEqual({ userId: holder.userId, kind });
  });
});

test("languages differ in every kind's subject", async () => {
  // What an organizer writes is theirs, in whatever language.
  for (const kind of mailKinds.filter((kind) => kind !== "organizer_message")) {
    await makeTrue(kind);
    const subjects = await Promise.all(
      locales.map(async (locale) => (await compose(mailOf(kind), locale))?.subject),
    );
    expect(new Set(subjects).size, kind).toBe(3);
    if (isOfCancelled(kind)) await register(holder, event);
    const [ticket] = await system.db
      .select()
      .from(registrations)
      .where(eq(registrations.userId, holder.userId));
    about = { registrationId: ticket!.id, generation: ticket!.generation };
  }
});

test("a title with line breaks cannot add a header", async () => {
  const mail = await compose({
    to: holder.email,
    userId: holder.userId,
    kind: "event_approved",
    about: { eventTitle: "A\r\nBcc: eve@evil.test", reason: null, link },
  });
  expect(mail?.subject).toBe("Published: A Bcc: eve@evil.test");
  expect(mail?.text).not.toContain("reason");
});

describe("time", () => {
  test("is told on the event's clock, and on the reader's own where that shows something else", async () => {
    const elsewhere = await compose(mailOf("registration_confirmed"), "en", "Asia/Taipei");
    expect(elsewhere?.text).toMatch(/Begins: .+ CES?T\n\nBegins, by your clock: .+ GMT\+8\n\nEnds: /u);
    const near = await compose(mailOf("registration_confirmed"), "en", "Europe/Paris");
    expect(near?.text).not.toContain("by your clock");
  });

  test("of a change is told on both clocks, as it was and as it is, with the title where that is new too", async () => {
    const date = { endAt: "2026-07-01T12:00:00.000Z", timeZone: "Europe/Berlin", location: "Hall 1" };
    const before = { ...date, startAt: "2026-07-01T08:00:00.000Z", title: "Old" };
    const after = { ...date, startAt: "2026-07-01T10:00:00.000Z", title: "New" };
    const changed: Mail = {
      to: null,
      userId: holder.userId,
      kind: "event_changed",
      about: { ...about, before, after },
    };
    const elsewhere = await compose(changed, "en", "Asia/Taipei");
    expect(elsewhere?.text).toContain("Title: New\n(before: Old)");
    expect(elsewhere?.text).toContain(
      [
        "Begins: Wednesday, 1 July 2026 at 12:00 CEST · by your clock: Wednesday, 1 July 2026 at 18:00 GMT+8",
        "(before: Wednesday, 1 July 2026 at 10:00 CEST · by your clock: Wednesday, 1 July 2026 at 16:00 GMT+8)",
      ].join("\n"),
    );
    expect(elsewhere?.text).not.toMatch(/^(?:Ends|Place):/mu);
    const near = await compose(changed, "en", "Europe/Paris");
    expect(near?.text).not.toContain("by your clock");
    // A job of an older version of this system names no title.
    const { title: _, ...unnamed } = before;
    const untitled = await compose({
      ...changed,
      about: { ...about, before: unnamed, after: { ...unnamed, location: "Hall 2" } },
    });
    expect(untitled?.text).toMatch(/Your ticket stays valid\.\n\nPlace: Hall 2\n\(before: Hall 1\)/u);
  });

  test("of an offer's end is the reader's own, or else the event's", async () => {
    const own = await compose(mailOf("waitlist_offer"), "de", "Asia/Taipei");
    expect(own?.text).toContain("bis Mittwoch, 1. Juli 2026 um 18:00 GMT+8");
    const unknown = await compose(mailOf("waitlist_offer"), "en");
    expect(unknown?.text).toContain("until Wednesday, 1 July 2026 at 12:00 CEST.");
  });
});

describe("nothing is said any more", () => {
  test("of a ticket that was cancelled before its confirmation left", async () => {
    const confirmed = mailOf("registration_confirmed");
    await cancelRegistration(holder.ctx(), { registrationId: about.registrationId });
    expect(await compose(confirmed)).toBeNull();
  });

  test("of a cancellation after which the ticket was given out anew", async () => {
    const cancelled = mailOf("registration_cancelled");
    await cancelRegistration(holder.ctx(), { registrationId: about.registrationId });
    expect(await compose(cancelled)).not.toBeNull();
    await register(holder, event);
    expect(await compose(cancelled)).toBeNull();
  });

  test("by a reminder of a time that the event does not have any more", async () => {
    const reminder = mailOf("reminder_day");
    const moved = { ...reminder, about: { ...about, startAt: "2020-01-01T00:00:00.000Z" } } as Mail;
    expect(await compose(moved)).toBeNull();
    expect(await compose(reminder)).not.toBeNull();
  });

  test("by tickets of another tenant", async () => {
    const other = await system.makeOrganization();
    const reader = { to: holder.email, displayName: null, locale: "en", timeZone: null } as const;
    const composed = reading(other.anonymous(), (ctx) =>
      composeMail(ctx, mailOf("registration_confirmed"), reader, from),
    );
    expect(await composed).toBeNull();
  });
});
