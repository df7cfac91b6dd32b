import Fastify from "fastify";
import { createOutboxMailer } from "@eventmaster/core/notifications/outbox-mailer";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serveOutbox } from "./outbox-pages.ts";

const app = Fastify();
let folder: string;
const id = randomUUID();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "eventmaster-outbox-"));
  const mailer = createOutboxMailer({ folder, from: "EventMaster <no-reply@events.test>" });
  await mailer.deliver(id, {
    to: "ada@company.test",
    kind: "verify_email",
    subject: "Confirm <b>",
    text: "Open https://events.test/verify",
    html: '<script>alert(1)</script><p>Open it</p><img src="cid:x">',
    headers: {},
    files: [{ filename: "x.png", contentType: "image/png", content: "png", cid: "x" }],
  });
  mailer.close();
  await serveOutbox(app, folder);
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

const get = (url: string, more: { remoteAddress?: string; host?: string } = {}) =>
  app.inject({
    url,
    remoteAddress: more.remoteAddress ?? "127.0.0.1",
    headers: { host: more.host ?? "localhost:3000" },
  });

test("lists the mails, and shows one as text and in a frame in which nothing runs", async () => {
  const list = await get("/dev/outbox");
  expect(list.body).toContain(`<a href="/dev/outbox/${id}">Confirm &lt;b&gt;</a>`);
  const page = await get(`/dev/outbox/${id}`);
  expect(page.body).toContain(`<iframe sandbox title="The mail" src="/dev/outbox/${id}/html"></iframe>`);
  expect(page.body).toContain("Open https://events.test/verify");
  expect(page.body).toContain("x.png (image/png, 3 bytes)");
  const html = await get(`/dev/outbox/${id}/html`);
  expect(html.body).toContain("data:image/png;base64,");
  expect(html.headers["content-security-policy"]).toMatch(/^sandbox; default-src 'none'/u);
});

test.each([
  ["another machine", { remoteAddress: "192.0.2.1" }],
  ["another site's name that leads here", { host: "evil.test" }],
])("shows nothing to %s", async (_, from) => {
  for (const url of ["/dev/outbox", `/dev/outbox/${id}`, `/dev/outbox/${id}/html`]) {
    const answer = await get(url, from);
    expect(answer.statusCode).toBe(404);
    expect(answer.body).toBe("Not found.\n");
  }
});

test("a name that is no mail's is not found", async () => {
  for (const name of [randomUUID(), "..%2f..%2fetc%2fpasswd"])
    expect((await get(`/dev/outbox/${name}`)).statusCode).toBe(404);
});
