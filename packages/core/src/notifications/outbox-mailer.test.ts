import { simpleParser } from "mailparser";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ReadyMail } from "./ready-mail.ts";
import { createOutboxMailer, keepWithinBounds } from "./outbox-mailer.ts";

const link = `https://events.test/verify?token=${"0123456789abcdef".repeat(8)}`;
const mail: ReadyMail = {
  to: "zoë@company.test",
  kind: "verify_email",
  subject: "Bestätigen Sie Ihre Adresse, 𝔄",
  text: `Zoë 𝔄 <b>\n${link}\n`,
  html: `<p>Zoë 𝔄 &lt;b&gt;</p>`,
  headers: {},
  files: [],
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "eventmaster-outbox-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("each mail is one file that a mail program opens, named by time and kind; a second attempt replaces it", async () => {
  const outbox = join(folder, "outbox");
  const mailer = createOutboxMailer({ folder: outbox, from: "EventMaster <no-reply@events.test>" });
  const ids = [uuidv7(), uuidv7()];
  for (const id of [...ids, ids[0]!]) await mailer.deliver(id, mail);
  mailer.close();

  const files = await readdir(outbox);
  expect(files.toSorted()).toEqual(ids.map((id) => `${id}-verify_email.eml`));
  const file = join(outbox, files[0]!);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const parsed = await simpleParser(await readFile(file));
  expect(parsed.subject).toBe(mail.subject);
  expect(parsed.text).toBe(mail.text);
  expect(String(parsed.html).trim()).toBe(mail.html);
  expect(parsed.to).toMatchObject({ value: [{ address: "zoë@company.test" }] });
  expect(parsed.messageId).toMatch(/^<[\w-]{36}@events\.test>$/u);
});

test("the folder keeps the newest, forgets what is old, and leaves alone what is no mail of ours", async () => {
  const outbox = join(folder, "full");
  await mkdir(outbox);
  const ids = Array.from({ length: 5 }, () => uuidv7());
  for (const id of ids) await writeFile(join(outbox, `${id}-invitation.eml`), "");
  const old = uuidv7();
  await writeFile(join(outbox, `${old}-invitation.eml`), "");
  await utimes(join(outbox, `${old}-invitation.eml`), 0, 0);
  await writeFile(join(outbox, "notes.txt"), "");
  await utimes(join(outbox, "notes.txt"), 0, 0);
  await keepWithinBounds(outbox, { files: 4, milliseconds: 60_000 });
  const kept = [...ids.slice(2).map((id) => `${id}-invitation.eml`), "notes.txt"];
  expect((await readdir(outbox)).toSorted()).toEqual(kept);
});

test("a mail tidies the folder", async () => {
  const outbox = join(folder, "tidied");
  await mkdir(outbox);
  const old = join(outbox, `${uuidv7()}-invitation.eml`);
  await writeFile(old, "");
  await utimes(old, 0, 0);
  const mailer = createOutboxMailer({ folder: outbox, from: "EventMaster <no-reply@events.test>" });
  const id = uuidv7();
  await mailer.deliver(id, mail);
  mailer.close();
  expect(await readdir(outbox)).toEqual([`${id}-verify_email.eml`]);
});
