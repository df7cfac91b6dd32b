import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import { type Mailer, messageOf } from "./mailer.ts";

/** Keeps each mail as a file that any mail program opens. Names sort by time, and a second attempt replaces the first. */
export function createOutboxMailer({ folder, from }: { folder: string; from: string }): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  return {
    async deliver(id, mail) {
      const { message } = await transport.sendMail(messageOf(id, mail, from));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = join(folder, `${id}-${mail.kind}.eml`);
      // Whoever watches the folder sees whole files only. They hold links that open accounts.
      await writeFile(`${file}.part`, message, { mode: 0o600 });
      await rename(`${file}.part`, file);
    },
    close: () => transport.close(),
  };
}
