import type { JobName } from "@eventmaster/contract/system";
import type { Context } from "../context.ts";
import { tellCancellation, tellChange } from "../events/tell-holders.ts";
import type { Mailer } from "../notifications/mailer.ts";
import { keepHouse } from "../system/keep-house.ts";
import { tellDeletion } from "../events/tell-deletion.ts";
import { continueImport } from "../registrations/run-import.ts";
import { tellCancelled } from "../registrations/tell-cancelled.ts";
import { tellRegistered } from "../registrations/tell-registered.ts";
import { closeBegunWaitlist } from "../waitlist/close-waitlist.ts";
import { mailMessage } from "../messages/mail-message.ts";
import { remindDue } from "../reminders/remind-due.ts";
import { remindHolders } from "../reminders/remind-holders.ts";
import { sendMail } from "../notifications/send-mail.ts";
import { expireOffers } from "../waitlist/expire-offers.ts";
import { tellClosed } from "../waitlist/tell-closed.ts";
import { updatePasses } from "../wallets/update-passes.ts";
import { type WalletHosts, walletHosts } from "../wallets/wallet-pushes.ts";
import { attemptDelivery } from "../webhooks/attempt-delivery.ts";
import { createPostMessage, type PostMessage } from "../webhooks/post-message.ts";
import type { JobPayload } from "./job-payloads.ts";

/**
 * Does one job. It may be called again for the same one (a worker died, an attempt failed half way), and then does no
 * harm; `jobId` is the same each time. A verb that finds nothing left to do has succeeded.
 * @throws JobFailure that says whether another attempt may help; after any other error there is one
 */
export type JobHandler<Payload> = (ctx: Context, payload: Payload, jobId: string) => Promise<void>;

export type JobHandlers = { [Name in JobName]: JobHandler<JobPayload<Name>> };

interface HandlerParts {
  mailer: Mailer;
  /** How webhooks are sent. */
  postMessage?: PostMessage;
  /** Whom passes in wallets are changed by. */
  hosts?: WalletHosts;
}

/** What each kind of job does. */
export function createJobHandlers({
  mailer,
  postMessage = createPostMessage({ allowsPrivate: false }),
  hosts = walletHosts,
}: HandlerParts): JobHandlers {
  return {
    "mail.send": (ctx, mail, jobId) => sendMail(ctx, mailer, mail, jobId),
    "event.tell-change": tellChange,
    "event.tell-cancellation": tellCancellation,
    "event.tell-deletion": tellDeletion,
    "event.remind": remindHolders,
    "event.send-message": mailMessage,
    "reminders.look": async (ctx) => {
      await remindDue(ctx);
    },
    "registrations.tell-registered": tellRegistered,
    "registrations.tell-cancelled": tellCancelled,
    "registrations.continue-import": (ctx, payload) => continueImport(ctx, payload),
    "waitlist.close": (ctx, payload) => closeBegunWaitlist(ctx, payload),
    "waitlist.tell-closed": tellClosed,
    "system.keep-house": async (ctx) => {
      await keepHouse(ctx);
    },
    "webhook.deliver": (ctx, payload) => attemptDelivery(ctx, payload, postMessage),
    "wallet.update": (ctx, payload) => updatePasses(ctx, payload, hosts),
    "waitlist.expire-offers": async (ctx, payload) => {
      await expireOffers(ctx, payload);
    },
  };
}
