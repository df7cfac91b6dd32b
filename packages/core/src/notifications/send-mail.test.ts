import { mailOptOuts, suppressedAddresses } from "@eventmaster/db/schema/mails";
import { users } from "@eventmaster/db/schema/users";
import { eq } from "drizzle-orm";
import ICAL from "ical.js";
import type { ParsedMail } from "mailparser";
import { uuidv7 } from "uuidv7";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { JobFailure } from "../jobs/job-failure.ts";
import { cancelRegistration } from "../registrations/cancel-registration.ts";
import { sendMessage } from "../messages/send-message.ts";
import { expectRefusal } from "../testing/expect-refusal.ts";
import { type MailServer, startMailServer } from "../testing/mail-server.ts";
import { suppressionIn } from "../testing/mail-things.ts";
import { readCodes } from "@eventmaster/tickets/testing/read-code";
import {
  type Person,
  register,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import type { Mail } from "./mail.ts";
import type { Mailer } from "./mailer.ts";
import { sendMail } from "./send-mail.ts";
import { setPreference } from "./set-preference.ts";
import { createSmtpMailer } from "./smtp-mailer.ts";
import { liftSuppression, listSuppressed } from "./suppressed-addresses.ts";

let system: TestSystem;
let organization: TestOrganization;
let organizer: Person;
let person: Person;
let server: MailServer;
let mailer: Mailer;
let refusal: string | null;
beforeAll(async () => {
  system = await startTestSystem({ max: 4 });
});
beforeEach(async () => {
  organization = await system.makeOrganization();
  organizer = await organization.makeUser("organizer", { displayName: "Bob" });
  person = await organization.makeUser("member", { displayName: "Zoë", locale: "de" });
  refusal = null;
  server = await startMailServer(
    () => "accepted",
    () => refusal,
  );
  mailer = createSmtpMailer({ url: server.url, from: "EventMaster <events@events.test>" });
});
afterEach(async () => {
  mailer.close();
  await server.close();
});
afterAll(() => system.close());

const send = (mail: Mail, jobId: string = uuidv7()) =>
  sendMail(organization.anonymous(), mailer, mail, jobId);
const verification = (): Mail => ({
  to: person.email,
  userId: person.userId,
  kind: "verify_email",
  about: { link: "https://events.test/verify-email?token=abc" },
});

async function received(): Promise<ParsedMail> {
  await server.untilReceived(1);
  return server.received.at(-1)!;
}

/** The calendar of a mail, as another library reads it. */
function calendarOf(mail: ParsedMail) {
  const file = mail.attachments.find(({ contentType }) => contentType === "text/calendar");
  const calendar = new ICAL.Component(ICAL.parse(String(file?.content)));
  const event = new ICAL.Event(calendar.getFirstSubcomponent("vevent")!);
  return { method: calendar.getFirstPropertyValue("method"), event, calendar };
}

describe("a ticket by mail", () => {
  test("holds the code as an image within it, and an invitation for the calendar, in its reader's language", async () => {
    const event = await organization.makeEvent(organizer, {
      title: "Čaj, Kuchen; & mehr",
      timeZone: "Europe/Berlin",
      location: "Halle 1\\2",
    });
    const ticket = await register(person, event);
    await send({
      to: null,
      userId: person.userId,
      kind: "registration_confirmed",
      about: { registrationId: ticket.id, generation: 1 },
    });
    const mail = await received();
    expect(mail.subject).toBe("Ihr Ticket: Čaj, Kuchen; & mehr");
    expect(mail.to).toMatchObject({ value: [{ address: person.email }] });

    const image = mail.attachments.find(({ contentType }) => contentType === "image/png");
    // mailparser puts images that the HTML names by their content id into it.
    expect(mail.html).toContain(`data:image/png;base64,${image!.content.toString("base64").slice(0, 100)}`);
    expect(image?.contentDisposition).toBe("inline");
    expect(await readCodes(image!.content)).toEqual([ticket.qrCode]);

    const pdf = mail.attachments.find(({ contentType }) => contentType === "application/pdf");
    expect(pdf?.content.subarray(0, 5).toString()).toBe("%PDF-");
    expect(pdf?.filename).toMatch(/ticket\.pdf$/u);

    const { method, event: entry } = calendarOf(mail);
    expect(method).toBe("REQUEST");
    expect(entry.summary).toBe(event.title);
    expect(entry.location).toBe("Halle 1\\2");
    expect(entry.startDate.toJSDate()).toEqual(event.startAt);
    expect(entry.uid).toBe(`${ticket.id}@eventmaster`);
    expect(entry.attendees.map((attendee) => attendee.getFirstValue())).toEqual([`MAILTO:${person.email}`]);
    expect(entry.organizer).toBe("mailto:events@events.test");
  });

  test("is taken out of the calendar again by the mail that says it is cancelled", async () => {
    const event = await organization.makeEvent(organizer);
    const ticket = await register(person, event);
    const about = { registrationId: ticket.id, generation: 1 };
    await send({ to: null, userId: person.userId, kind: "registration_confirmed", about });
    const first = calendarOf(await received()).event;
    await cancelRegistration(person.ctx(), { registrationId: ticket.id });
    await send({ to: null, userId: person.userId, kind: "registration_cancelled", about });
    await server.untilReceived(2);
    const { method, event: entry } = calendarOf(server.received[1]!);
    expect(method).toBe("CANCEL");
    expect(entry.component.getFirstPropertyValue("status")).toBe("CANCELLED");
    expect(entry.uid).toBe(first.uid);
    expect(entry.sequence).toBeGreaterThan(first.sequence);
  });

  test("goes to the address that the person has when it is sent", async () => {
    const event = await organization.makeEvent(organizer);
    const ticket = await register(person, event);
    const email = `moved-${person.email}`;
    await system.db.update(users).set({ email }).where(eq(users.id, person.userId));
    await send({
      to: null,
      userId: person.userId,
      kind: "registration_confirmed",
      about: { registrationId: ticket.id, generation: 1 },
    });
    expect((await received()).to).toMatchObject({ value: [{ address: email }] });
  });
});

describe("what a person switched off", () => {
  const decision = (): Mail => ({
    to: null,
    userId: person.userId,
    kind: "event_approved",
    about: { eventTitle: "A", reason: null, link: "https://events.test/manage/1" },
  });

  test("is not sent to them, and again once they switch it on", async () => {
    await setPreference(person.ctx(), { kind: "event_approved", isOn: false });
    await send(decision());
    expect(server.attempts()).toBe(0);
    await setPreference(person.ctx(), { kind: "event_approved", isOn: true });
    await send(decision());
    const { headers } = await received();
    expect(headers.get("list")).toMatchObject({
      unsubscribe: { url: expect.stringMatching(/^https:\/\/events\.test\/unsubscribe\//u) },
    });
    expect(headers.get("list-unsubscribe-post") ?? JSON.stringify(headers.get("list"))).toContain(
      "One-Click",
    );
  });

  test("is still sent to others", async () => {
    await setPreference(organizer.ctx(), { kind: "event_approved", isOn: false });
    await send(decision());
    expect((await received()).subject).toContain("A");
  });
});

describe("what guards an account", () => {
  const notice = (): Mail => ({
    to: null,
    userId: person.userId,
    kind: "security_notice",
    about: {
      event: "password_reset",
      at: "2026-07-01T10:00:00.000Z",
      keyNames: ["Rundbrief", "Kasse"],
      keyCount: 2,
      link: "https://events.test/account/security",
    },
  });

  test("cannot be switched off, comes in the person's language and names the keys that still work", async () => {
    await expectRefusal(
      system,
      person.ctx(),
      (ctx) => setPreference(ctx, { kind: "security_notice", isOn: false }),
      "validation",
    );
    // As a row from before it became mandatory.
    await system.db.insert(mailOptOuts).values({ userId: person.userId, kind: "security_notice" });
    await send(notice());
    const mail = await received();
    expect(mail.subject).toBe("Ihr Passwort wurde ersetzt");
    expect(mail.text).toContain("am Mittwoch, 1. Juli 2026 um 10:00 UTC");
    expect(mail.text).toContain("gelten weiter: „Rundbrief“ und „Kasse“.");
    expect(mail.headers.has("list")).toBe(false);
  });

  test("still goes to no address that does not exist, nor does what an organizer calls essential", async () => {
    const event = await organization.makeEvent(organizer);
    await register(person, event);
    const { id: messageId } = await sendMessage(organizer.ctx(), {
      messageId: uuidv7(),
      eventId: event.id,
      audience: "holders",
      subject: "Fire",
      body: "Stay away.",
      isEssential: true,
    });
    const essential: Mail = {
      to: null,
      userId: person.userId,
      kind: "organizer_message",
      about: { messageId, isEssential: true },
    };
    await setPreference(person.ctx(), { kind: "organizer_message", isOn: false });
    await send({ ...essential, about: { messageId, isEssential: false } });
    expect(server.attempts()).toBe(0);
    await send(essential);
    expect((await received()).subject).toContain("Fire");

    await suppressionIn(system, organization, person.email.toLowerCase());
    const before = server.attempts();
    await send(essential);
    await send(notice());
    expect(server.attempts()).toBe(before);
  });
});

test("admins are told by mail that a webhook was turned off, unless they want no such mails", async () => {
  const admin = await organization.makeUser("admin", { locale: "zh-Hant" });
  const mail: Mail = {
    to: null,
    userId: admin.userId,
    kind: "webhook_disabled",
    about: {
      host: "hooks.test",
      description: "Site",
      because: "failing",
      link: "https://events.test/admin/webhooks",
    },
  };
  await send(mail);
  const { subject, text } = await received();
  expect(subject).toBe("Webhook 已停用：Site (hooks.test)");
  expect(text).toContain("https://events.test/admin/webhooks");
  await setPreference(admin.ctx(), { kind: "webhook_disabled", isOn: false });
  await send(mail);
  expect(server.attempts()).toBe(1);
});

describe("an address", () => {
  test.each([
    "550 5.1.1 No such user",
    "550 5.2.1 Mailbox disabled",
    "550 Unknown user",
    "553 Not a mailbox",
  ])("that is refused by “%s” gets no mail any more, until an admin lifts that", async (answer) => {
    refusal = answer;
    const failure = await send(verification()).catch((error: JobFailure) => error);
    expect(failure).toMatchObject({ isFinal: true });
    refusal = null;
    await send(verification());
    expect(server.attempts()).toBe(0);

    const admin = await organization.makeUser("admin");
    const { items } = await listSuppressed(admin.ctx(), { limit: 20, offset: 0 });
    expect(items).toMatchObject([
      { address: person.email.toLowerCase(), reason: expect.stringMatching(/^55/u) },
    ]);
    await liftSuppression(admin.ctx(), { suppressionId: items[0]!.id });
    await send(verification());
    await server.untilReceived(1);
  });

  test.each([
    "550 5.7.1 Your server is on a list",
    "552 5.2.2 Mailbox full",
    "450 4.2.1 Try later",
    "554 No",
  ])("is not to blame for “%s”", async (answer) => {
    refusal = answer;
    await expect(send(verification())).rejects.toThrow(/^SMTP EENVELOPE RCPT \d{3}$/u);
    expect(
      await system.db.$count(
        suppressedAddresses,
        eq(suppressedAddresses.organizationId, organization.organizationId),
      ),
    ).toBe(0);
  });
});

test("nothing goes to an account that is gone", async () => {
  const mail = verification();
  await system.db.delete(users).where(eq(users.id, person.userId));
  await send(mail);
  expect(server.attempts()).toBe(0);
});

test("somebody without an account is written to in the language of who invites them; somebody with one, in theirs", async () => {
  const invitation = (to: string): Mail => ({
    to,
    userId: null,
    locale: "zh-Hant",
    kind: "invitation",
    about: { organizationName: "Verein", inviterName: "Bob", role: "member", link: "https://events.test/i" },
  });
  await send(invitation("new@company.test"));
  expect((await received()).subject).toBe("Bob 邀請您加入 Verein");
  await send(invitation(person.email.toUpperCase()));
  await server.untilReceived(2);
  expect(server.received[1]?.subject).toBe("Bob lädt Sie zu Verein ein");
});
