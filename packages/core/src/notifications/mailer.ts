import type { Mail } from "./mail.ts";

/** How mails leave: by SMTP (`smtp-mailer.ts`), or into a folder (`outbox-mailer.ts`). */
export interface Mailer {
  /**
   * Hands one mail over; `id` is the same at every attempt for the same mail.
   * @throws JobFailure
   */
  deliver(id: string, mail: Mail): Promise<void>;
  close: () => void;
}

/** What nodemailer is given. The same message at every attempt, so that mail programs show a second copy once. */
export function messageOf(id: string, mail: Mail, from: string) {
  const domain = /@([^\s>]+)>?$/u.exec(from)?.[1] ?? "localhost";
  return {
    from,
    // As an object it is one address, whatever characters are in it.
    to: { name: "", address: mail.to },
    subject: mail.subject,
    text: mail.text,
    ...(mail.html === undefined ? {} : { html: mail.html }),
    messageId: `<${id}@${domain}>`,
    // Nobody is there: no "out of office", please (RFC 3834).
    headers: { "Auto-Submitted": "auto-generated" },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
