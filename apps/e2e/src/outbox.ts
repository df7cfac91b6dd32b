import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@playwright/test";

/** The path of the newest link of a kind in the mails to somebody; waits until it was sent. */
export async function linkFromMail(to: string, path: string): Promise<string> {
  const folder = process.env["EVENTMASTER_OUTBOX"] ?? "";
  let found: string | undefined;
  await expect
    .poll(
      async () => {
        for (const name of (await readdir(folder).catch((): string[] => [])).toSorted((one, other) =>
          one.localeCompare(other),
        )) {
          // Long lines are cut with a soft break, and `=` is written as a code.
          const mail = (await readFile(join(folder, name), "utf8"))
            .replaceAll(/=\r?\n/gu, "")
            .replaceAll("=3D", "=");
          if (!mail.toLowerCase().includes(to.toLowerCase())) continue;
          found = new RegExp(`${path}\\?token=[\\w.-]+`, "u").exec(mail)?.[0] ?? found;
        }
        return found;
      },
      { timeout: 20_000 },
    )
    .toBeDefined();
  return found ?? "";
}
