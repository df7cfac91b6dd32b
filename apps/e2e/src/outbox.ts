import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@playwright/test";

/** The mails to somebody, oldest first. */
async function mailsTo(to: string): Promise<string[]> {
  const folder = process.env["EVENTMASTER_OUTBOX"] ?? "";
  // Other names are of mails that are being written.
  const names = (await readdir(folder).catch((): string[] => [])).filter((name) => name.endsWith(".eml"));
  const mails: string[] = [];
  for (const name of names.toSorted((one, other) => one.localeCompare(other))) {
    // Long lines are cut with a soft break, and `=` is written as a code.
    const mail = (await readFile(join(folder, name), "utf8"))
      .replaceAll(/=\r?\n/gu, "")
      .replaceAll("=3D", "=");
    if (mail.toLowerCase().includes(to.toLowerCase())) mails.push(mail);
  }
  return mails;
}

/** The path of the newest link of a kind in the mails to somebody; waits until it was sent. */
export async function linkFromMail(to: string, path: string): Promise<string> {
  let found: string | undefined;
  await expect
    .poll(
      async () => {
        for (const mail of await mailsTo(to))
          found = new RegExp(`${path}\\?token=[\\w.-]+`, "u").exec(mail)?.[0] ?? found;
        return found;
      },
      { timeout: 20_000 },
    )
    .toBeDefined();
  return found ?? "";
}

/** The newest mail to somebody that says this; waits until it was sent. */
export async function newestMail(to: string, words: string): Promise<string> {
  let found: string | undefined;
  await expect
    .poll(
      async () => {
        found = (await mailsTo(to)).findLast((mail) => mail.includes(words));
        return found;
      },
      { timeout: 20_000 },
    )
    .toBeDefined();
  return found ?? "";
}
