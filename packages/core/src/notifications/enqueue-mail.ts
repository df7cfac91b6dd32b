import { createHash } from "node:crypto";
import type { TenantContext } from "../context.ts";
import { enqueueJobs } from "../jobs/enqueue-job.ts";
import type { Mail } from "./mail.ts";

export type { Mail } from "./mail.ts";

/** Puts a mail in the queue, in the transaction of the change that it tells of: it is sent if and only if that commits. */
export async function enqueueMail(
  ctx: TenantContext,
  mail: Mail,
  timing: { startAfter?: Date } = {},
): Promise<void> {
  await enqueueJobs(ctx, "mail.send", [mail], timing);
}

interface Bulk {
  /** The job that puts them there. It may be done again: a mail that it put there before is then not put there twice. */
  parent?: string;
}

/** Many mails with few statements, such as to everybody who holds a ticket. */
export async function enqueueMails(ctx: TenantContext, mails: Mail[], { parent }: Bulk = {}): Promise<void> {
  const ids = parent === undefined ? undefined : mails.map((mail) => idWithin(parent, mail));
  await enqueueJobs(ctx, "mail.send", mails, { ids });
}

/**
 * The same id for the same mail of the same job: the queue takes each id once. It begins with the parent's time, so that ids
 * still sort by time (RFC 9562, version 7).
 */
function idWithin(parent: string, { userId, to, kind }: Mail): string {
  const hash = createHash("sha256")
    .update(`${parent} ${kind} ${userId ?? to ?? ""}`)
    .digest("hex");
  const time = parent.replaceAll("-", "").slice(0, 12);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`;
}
