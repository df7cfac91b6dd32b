import type { TenantContext } from "../context.ts";
import { enqueueJobs } from "../jobs/enqueue-job.ts";
import type { Mail } from "./mail.ts";

export type { Mail } from "./mail.ts";

/** Puts a mail in the queue, in the transaction of the change that it tells of: it is sent if and only if that commits. */
export async function enqueueMail(ctx: TenantContext, mail: Mail): Promise<void> {
  await enqueueJobs(ctx, "mail.send", [mail]);
}

/** Many mails with few statements, such as to everybody who holds a ticket. */
export async function enqueueMails(ctx: TenantContext, mails: Mail[]): Promise<void> {
  await enqueueJobs(ctx, "mail.send", mails);
}
