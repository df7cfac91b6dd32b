import { JobFailure } from "../jobs/job-failure.ts";
import type { ReadyMail } from "./ready-mail.ts";

/** How mails leave: by SMTP (`smtp-mailer.ts`), or into a folder (`outbox-mailer.ts`). */
export interface Mailer {
  /** What mails come from, such as `EventMaster <events@example.org>`. */
  from: string;
  /**
   * Hands one mail over; `id` is the same at every attempt for the same mail.
   * @throws JobFailure, AddressRefused
   */
  deliver(id: string, mail: ReadyMail): Promise<void>;
  close: () => void;
}

/** The recipient's server says that there is no such address. `codes` are its answer's, such as `550 5.1.1`. */
export class AddressRefused extends JobFailure {
  readonly codes: string;

  constructor(message: string, codes: string) {
    super(message, { isFinal: true });
    this.codes = codes;
  }
}

/** Name and address of a `MAIL_FROM`, which has an address alone or between angle brackets. */
export function senderOf(from: string): { name: string; email: string } {
  const [, name = "", email = from] = /^(.*)<([^<>]+)>$/u.exec(from) ?? [];
  return { name: name.trim() || "EventMaster", email: email.trim() };
}

/** What nodemailer is given. The same message at every attempt, so that mail programs show a second copy once. */
export function messageOf(id: string, mail: ReadyMail, from: string) {
  const domain = senderOf(from).email.split("@").at(-1) ?? "localhost";
  return {
    from,
    // As an object it is one address, whatever characters are in it.
    to: { name: "", address: mail.to },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    attachments: mail.files.map(({ filename, contentType, content, cid }) => ({
      filename,
      contentType,
      content: Buffer.from(content),
      ...(cid === undefined ? {} : { cid, contentDisposition: "inline" as const }),
    })),
    ...(mail.calendar
      ? { icalEvent: { method: mail.calendar.method, filename: "event.ics", content: mail.calendar.content } }
      : {}),
    messageId: `<${id}@${domain}>`,
    // Nobody is there: no "out of office", please (RFC 3834).
    headers: { "Auto-Submitted": "auto-generated", ...mail.headers },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
