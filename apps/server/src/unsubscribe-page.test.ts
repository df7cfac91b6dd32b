import { mailOptOuts } from "@eventmaster/db/schema/mails";
import { users } from "@eventmaster/db/schema/users";
import { createMailLinks } from "@eventmaster/core/notifications/mail-links";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildTestApp } from "./testing/build-test-app.ts";

let host: Awaited<ReturnType<typeof buildTestApp>>;
const userId = randomUUID();
const links = createMailLinks("a secret key of which nothing but tests knows");
const url = `/unsubscribe/${links.unsubscribing({ userId, kind: "reminder_day" })}`;
beforeAll(async () => {
  host = await buildTestApp();
  await host.db
    .insert(users)
    .values({ id: userId, email: "ada@company.test", displayName: "Ada", locale: "zh-Hant" });
});
afterAll(() => host.close());

const optOuts = () => host.db.$count(mailOptOuts);

test("a mail's link opens a page in its reader's language that asks, and changes nothing, whatever session is there", async () => {
  const page = await host.app.inject({ url, headers: { cookie: "em_access=gone", accept: "text/html" } });
  expect(page.statusCode).toBe(200);
  expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(page.body).toContain("您要停止收到這類信件嗎：「活動前一天的提醒」？");
  expect(page.body).toContain('<form method="post">');
  expect(await optOuts()).toBe(0);
});

test.each([
  ["a mail program's one click", "application/x-www-form-urlencoded", "List-Unsubscribe=One-Click"],
  ["the same as multipart", "multipart/form-data; boundary=x", "--x--"],
  ["the page's button", "application/x-www-form-urlencoded", ""],
])("%s ends the mails", async (_, type, payload) => {
  await host.db.delete(mailOptOuts);
  const answer = await host.app.inject({ method: "POST", url, headers: { "content-type": type }, payload });
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toContain("您將不再收到這類信件");
  expect(await optOuts()).toBe(1);
});

test("a link that is not ours says so and does nothing", async () => {
  await host.db.delete(mailOptOuts);
  for (const method of ["GET", "POST"] as const) {
    const answer = await host.app.inject({ method, url: `${url}x` });
    expect(answer.statusCode).toBe(404);
    expect(answer.body).toContain("This link is not one of ours");
  }
  expect(await optOuts()).toBe(0);
});
