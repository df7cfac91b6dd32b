import type { JobName } from "@eventmaster/db/job-queues";
import type { Context } from "../context.ts";
import { tellCancellation, tellChange } from "../events/tell-holders.ts";
import type { Mailer } from "../notifications/mailer.ts";
import { offerClaims } from "../registrations/offer-claims.ts";
import { keepHouse } from "../system/keep-house.ts";
import { expireOffers } from "../waitlist/expire-offers.ts";
import type { JobPayload } from "./job-payloads.ts";

/**
 * Does one job. It may be called again for the same one (a worker died, an attempt failed half way), and then does no
 * harm; `jobId` is the same each time. A verb that finds nothing left to do has succeeded.
 * @throws JobFailure that says whether another attempt may help; after any other error there is one
 */
export type JobHandler<Payload> = (ctx: Context, payload: Payload, jobId: string) => Promise<void>;

export type JobHandlers = { [Name in JobName]: JobHandler<JobPayload<Name>> };

/** What each kind of job does. */
export function createJobHandlers({ mailer }: { mailer: Mailer }): JobHandlers {
  return {
    "mail.send": (_, mail, jobId) => mailer.deliver(jobId, mail),
    "event.tell-change": (ctx, payload) => tellChange(ctx, payload),
    "event.tell-cancellation": (ctx, payload) => tellCancellation(ctx, payload),
    "account.offer-claims": (ctx, payload) => offerClaims(ctx, payload),
    "system.keep-house": async (ctx) => {
      await keepHouse(ctx);
    },
    "waitlist.expire-offers": async (ctx, payload) => {
      await expireOffers(ctx, payload);
    },
  };
}
