import { simpleParser } from "mailparser";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Names as the outbox gives them: a time-sorted id and the kind. */
const fileNamePattern = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-(\w+)\.eml$/u;

export interface OutboxMail {
  id: string;
  kind: string;
  to: string;
  subject: string;
  at: Date;
  text: string;
  /** With its own images within it. */
  html: string;
  files: { name: string; type: string; size: number }[];
  headers: [string, string][];
}

/** The newest mails of the outbox. */
export async function listOutbox(folder: string, limit = 100): Promise<OutboxMail[]> {
  const names = await readdir(folder).catch(() => []);
  const newest = names
    .filter((name) => fileNamePattern.test(name))
    .toSorted()
    .toReversed();
  return Promise.all(newest.slice(0, limit).map((name) => read(folder, name)));
}

/** One of them; null for a name that is none. */
export async function findOutboxMail(folder: string, id: string): Promise<OutboxMail | null> {
  const names = await readdir(folder).catch(() => []);
  const name = names.find((known) => fileNamePattern.exec(known)?.[1] === id);
  return name === undefined ? null : read(folder, name);
}

async function read(folder: string, name: string): Promise<OutboxMail> {
  const [, id = "", kind = ""] = fileNamePattern.exec(name) ?? [];
  const mail = await simpleParser(await readFile(join(folder, name)));
  const recipients = Array.isArray(mail.to) ? mail.to : mail.to ? [mail.to] : [];
  return {
    id,
    kind,
    to: recipients.map(({ text }) => text).join(", "),
    subject: mail.subject ?? "",
    at: mail.date ?? new Date(0),
    text: mail.text ?? "",
    html: mail.html || "",
    files: mail.attachments.map(({ filename, contentType, size }) => ({
      name: filename ?? "",
      type: contentType,
      size,
    })),
    headers: mail.headerLines.map(({ key, line }) => [key, line.slice(key.length + 1).trim()]),
  };
}
