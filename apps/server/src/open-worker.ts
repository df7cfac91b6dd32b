import type { Logger, Services } from "@eventmaster/core/context";
import { createJobHandlers } from "@eventmaster/core/jobs/job-handlers";
import { startWorker } from "@eventmaster/core/jobs/worker";
import { createOutboxMailer } from "@eventmaster/core/notifications/outbox-mailer";
import { createSmtpMailer } from "@eventmaster/core/notifications/smtp-mailer";
import { createPostMessage } from "@eventmaster/core/webhooks/post-message";
import type { Settings } from "./env.ts";

interface WorkerParts {
  settings: Settings;
  url: string;
  services: Services;
  logger: Logger;
}

/** Works off jobs from now on. Returns how to end it, which takes little more than two seconds. */
export async function openWorker({
  settings,
  url,
  services,
  logger,
}: WorkerParts): Promise<() => Promise<void>> {
  const { smtpUrl, outboxDir, mailFrom: from } = settings;
  const mailer =
    smtpUrl === undefined
      ? createOutboxMailer({ folder: outboxDir, from })
      : createSmtpMailer({ url: smtpUrl, from });
  const postMessage = createPostMessage({ allowsPrivate: settings.webhooksReachPrivate });
  const worker = await startWorker({
    url,
    services,
    handlers: createJobHandlers({ mailer, postMessage }),
    logger,
  });
  return async () => {
    await worker.stop();
    mailer.close();
  };
}
