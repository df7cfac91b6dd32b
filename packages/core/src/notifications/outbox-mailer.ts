import { mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import { type Mailer, messageOf } from "./mailer.ts";

/** They hold addresses, and links that opened accounts: the folder forgets. */
const bounds = { files: 5000, milliseconds: 30 * 24 * 60 * 60 * 1000 };

/** So often the folder is looked through. */
const everyMilliseconds = 60 * 60 * 1000;

/** Keeps each mail as a file that any mail program opens. Names sort by time, and a second attempt replaces the first. */
export function createOutboxMailer({ folder, from }: { folder: string; from: string }): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  let tidyAt = 0;
  return {
    from,
    async deliver(id, mail) {
      const { message } = await transport.sendMail(messageOf(id, mail, from));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = join(folder, `${id}-${mail.kind}.eml`);
      // Whoever watches the folder sees whole files only. They hold links that open accounts.
      await writeFile(`${file}.part`, message, { mode: 0o600 });
      await rename(`${file}.part`, file);
      if (Date.now() < tidyAt) return;
      tidyAt = Date.now() + everyMilliseconds;
      await keepWithinBounds(folder);
    },
    close: () => transport.close(),
  };
}

/** Deletes what is older than 30 days, and of the rest all but the newest 5,000. */
export async function keepWithinBounds(folder: string, { files, milliseconds } = bounds): Promise<void> {
  // Names begin with the time. What is no mail of ours is nobody's to delete.
  const mails = (await readdir(folder)).filter((name) => /^[\w-]+\.eml(?:\.part)?$/u.test(name)).toSorted();
  const tooMany = new Set(mails.slice(0, Math.max(0, mails.length - files)));
  for (const name of mails) {
    const file = join(folder, name);
    // Another server may be tidying too.
    const found = await stat(file).catch(() => null);
    if (tooMany.has(name) || (found !== null && Date.now() - found.mtimeMs > milliseconds))
      await rm(file, { force: true });
  }
}
