import { createTransport } from "nodemailer";
import { z } from "zod";
import { JobFailure } from "../jobs/job-failure.ts";
import { AddressRefused, type Mailer, messageOf } from "./mailer.ts";

/** Sends by the server of SMTP_URL, over up to five connections, none of them opened before the first mail. */
export function createSmtpMailer({ url, from }: { url: string; from: string }): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 5,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    dnsTimeout: 10_000,
  });
  // Errors of idle connections; those of a mail are thrown where it is sent.
  transport.on("error", () => {});
  return {
    from,
    async deliver(id, mail) {
      try {
        await transport.sendMail(messageOf(id, mail, from));
      } catch (error) {
        throw explain(error);
      }
    },
    close: () => transport.close({ force: true }),
  };
}

const smtpErrorSchema = z.object({
  code: z.string().optional().catch(undefined),
  command: z.string().optional().catch(undefined),
  responseCode: z.number().optional().catch(undefined),
  response: z.string().optional().catch(undefined),
});

/**
 * Says by codes alone what went wrong: what servers answer often names the address. A 5xx to the sender, the recipient or
 * the message is final; one to our log-in, or to the greeting, is for an operator to mend, and worth another attempt.
 */
function explain(error: unknown): JobFailure {
  const { code, command, responseCode, response } = smtpErrorSchema.parse(error);
  const verb = command?.split(" ", 1)[0];
  const message = `SMTP ${[code, verb, responseCode].filter(Boolean).join(" ")}`;
  const detail = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/u.exec(response ?? "")?.[1];
  if (verb === "RCPT" && isNoSuchAddress(responseCode, detail))
    return new AddressRefused(message, [responseCode, detail].filter(Boolean).join(" "));
  const isAboutMail = code === "EENVELOPE" || code === "EMESSAGE";
  // 530: "log in first", said to whatever came first.
  const isFinal =
    isAboutMail && (responseCode === undefined || (responseCode >= 500 && responseCode !== 530));
  return new JobFailure(message, { isFinal });
}

/**
 * Whether the address itself is what is wrong. A server that gives an enhanced code (RFC 3463) says so: 5.1.x is the
 * address, 5.2.1 a mailbox that takes nothing; 5.7.x would be our own fault, and 5.2.2 a full mailbox.
 */
function isNoSuchAddress(code: number | undefined, detail: string | undefined): boolean {
  if (detail !== undefined) return /^5\.(?:1\.\d+|2\.1)$/u.test(detail);
  return code === 550 || code === 551 || code === 553;
}
