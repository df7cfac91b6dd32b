import { connect } from "@eventmaster/db/client";
import { createAccessTokens } from "../accounts/access-tokens.ts";
import { createRefreshTokens } from "../accounts/refresh-tokens.ts";
import { loadTicketKeys } from "../check-in/ticket-keys.ts";
import { createJobHandlers } from "../jobs/job-handlers.ts";
import { openJobQueue } from "../jobs/job-queue.ts";
import { startWorker } from "../jobs/worker.ts";
import { createMailLinks } from "../notifications/mail-links.ts";
import { createSmtpMailer } from "../notifications/smtp-mailer.ts";

/** A worker as a process of its own, for a test to kill: `node work-off-mails.ts <database URL> <SMTP URL>`. */
const [url, smtpUrl] = process.argv.slice(2);
if (url === undefined || smtpUrl === undefined) throw new Error("Give the URLs of database and SMTP server");

const { db } = connect(url, { max: 2 });
await startWorker({
  url,
  services: {
    pool: db,
    accessTokens: createAccessTokens("a secret key of which nothing but tests knows"),
    refreshTokens: createRefreshTokens("a secret key of which nothing but tests knows"),
    ticketKeys: await loadTicketKeys(db),
    mailLinks: createMailLinks("a secret key of which nothing but tests knows"),
    jobs: await openJobQueue(db),
    publicUrl: "https://events.test",
  },
  handlers: createJobHandlers({
    mailer: createSmtpMailer({ url: smtpUrl, from: "EventMaster <events@events.test>" }),
  }),
  logger: { info: () => {}, warn: () => {}, error: () => {} },
});
