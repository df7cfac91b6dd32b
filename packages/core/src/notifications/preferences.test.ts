import { isOptionalMail, mailKinds } from "@eventmaster/contract/notifications";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { expectRefusal } from "../testing/expect-refusal.ts";
import { suppressionIn } from "../testing/mail-things.ts";
import {
  type Person,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { listPreferences } from "./list-preferences.ts";
import { setPreference } from "./set-preference.ts";
import { liftSuppression, listSuppressed } from "./suppressed-addresses.ts";
import { openUnsubscribe, unsubscribe } from "./unsubscribe.ts";

let system: TestSystem;
let organization: TestOrganization;
let person: Person;
beforeAll(async () => {
  system = await startTestSystem({ max: 4 });
});
beforeEach(async () => {
  organization = await system.makeOrganization();
  person = await organization.makeUser("member", { locale: "de" });
});
afterAll(() => system.close());

async function isOn(kind: string): Promise<boolean | undefined> {
  return (await listPreferences(person.ctx())).items.find((item) => item.kind === kind)?.isOn;
}

describe("preferences", () => {
  test("list every kind, on until it is switched off; some always are", async () => {
    const { items } = await listPreferences(person.ctx());
    expect(items).toEqual(
      mailKinds.map((kind) => ({ kind, isOn: true, isMandatory: !isOptionalMail(kind) })),
    );
  });

  test("are one's own; a second time changes nothing, and is not logged", async () => {
    const ctx = person.ctx();
    await setPreference(ctx, { kind: "reminder_day", isOn: false });
    expect(await isOn("reminder_day")).toBe(false);
    expect(await isOn("reminder_hour")).toBe(true);
    expect(await system.auditOf(ctx)).toMatchObject([
      { action: "account.switch_mails_off", subjectId: person.userId, details: { kind: "reminder_day" } },
    ]);
    const again = person.ctx();
    await setPreference(again, { kind: "reminder_day", isOn: false });
    expect(await system.auditOf(again)).toEqual([]);
    const other = await organization.makeUser("member");
    expect((await listPreferences(other.ctx())).items.every((item) => item.isOn)).toBe(true);
    const back = person.ctx();
    await setPreference(back, { kind: "reminder_day", isOn: true });
    expect(await isOn("reminder_day")).toBe(true);
    expect(await system.auditOf(back)).toMatchObject([{ action: "account.switch_mails_on" }]);
  });

  test("of what is always sent cannot be changed", async () => {
    const switchOff = { kind: "event_changed", isOn: false } as const;
    await expectRefusal(system, person.ctx(), (ctx) => setPreference(ctx, switchOff), "validation");
    await expectRefusal(system, organization.anonymous(), listPreferences, "not_signed_in");
  });
});

describe("the link of a mail", () => {
  const tokenFor = (kind: "reminder_day" | "event_approved") =>
    system.mailLinks.unsubscribing({ userId: person.userId, kind });

  test("changes nothing when it is opened, and ends its kind of mails when it is followed", async () => {
    const token = tokenFor("reminder_day");
    expect(await openUnsubscribe(organization.anonymous(), { token })).toEqual({
      kind: "reminder_day",
      locale: "de",
    });
    expect(await isOn("reminder_day")).toBe(true);
    const ctx = organization.anonymous();
    expect(await unsubscribe(ctx, { token })).toMatchObject({ kind: "reminder_day" });
    expect(await isOn("reminder_day")).toBe(false);
    expect(await isOn("event_approved")).toBe(true);
    expect(await system.auditOf(ctx)).toMatchObject([
      { action: "account.switch_mails_off", actorId: person.userId },
    ]);
    // A mail program may do so again.
    await unsubscribe(organization.anonymous(), { token });
  });

  test("that we did not make, or whose account is gone, does nothing", async () => {
    const token = tokenFor("event_approved");
    const forged = { token: token.replace("event_approved", "reminder_day") };
    await expectRefusal(system, organization.anonymous(), (ctx) => unsubscribe(ctx, forged), "link_expired");
    await system.sql`delete from users where id = ${person.userId}`;
    await expectRefusal(
      system,
      organization.anonymous(),
      (ctx) => unsubscribe(ctx, { token }),
      "link_expired",
    );
  });
});

describe("addresses without mail", () => {
  test("are seen and lifted by admins of their own organization", async () => {
    const admin = await organization.makeUser("admin");
    const suppressionId = await suppressionIn(system, organization, "gone@company.test");
    const elsewhere = await suppressionIn(system, await system.makeOrganization());
    const page = { limit: 20, offset: 0 };
    expect(await listSuppressed(admin.ctx(), page)).toMatchObject({
      total: 1,
      items: [{ id: suppressionId, address: "gone@company.test", reason: "550 5.1.1" }],
    });
    await expectRefusal(
      system,
      admin.ctx(),
      (ctx) => liftSuppression(ctx, { suppressionId: elsewhere }),
      "not_found",
    );
    await expectRefusal(system, person.ctx(), (ctx) => listSuppressed(ctx, page), "forbidden");
    await expectRefusal(system, person.ctx(), (ctx) => liftSuppression(ctx, { suppressionId }), "forbidden");
    const ctx = admin.ctx();
    await liftSuppression(ctx, { suppressionId });
    expect(await system.auditOf(ctx)).toMatchObject([
      { action: "mail.lift_suppression", subjectId: suppressionId, details: { reason: "550 5.1.1" } },
    ]);
    expect((await listSuppressed(admin.ctx(), page)).items).toEqual([]);
  });
});
