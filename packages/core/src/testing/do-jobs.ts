import type { JobName } from "@eventmaster/contract/system";
import { createJobHandlers, type JobHandler } from "../jobs/job-handlers.ts";
import { jobPayloads } from "../jobs/job-payloads.ts";
import type { ReadyMail } from "../notifications/ready-mail.ts";
import type { TestOrganization, TestSystem } from "./test-system.ts";

interface Working {
  now?: Date;
  times?: number;
  /** Is given each mail that is sent. */
  deliver?: (mail: ReadyMail) => void;
}

/** Works off the jobs of these kinds that an organization has in its queues, in their order, each as often as told. */
export async function doJobs(
  system: TestSystem,
  organization: TestOrganization,
  names: JobName[],
  { now = new Date(), times = 1, deliver = () => {} }: Working = {},
): Promise<number> {
  const handlers = createJobHandlers({
    mailer: { from: "events@events.test", deliver: async (_, mail) => deliver(mail), close: () => {} },
  });
  const jobs = await system.sql<{ id: string; name: JobName; payload: unknown }[]>`
    select id, name, data -> 'payload' as payload from pgboss.job
    where name in ${system.sql(names)} and data ->> 'organizationId' = ${organization.organizationId}
      and start_after <= greatest(${now.toISOString()}::timestamptz, now()) order by id`;
  await system.sql`delete from pgboss.job where id in ${system.sql(["00000000-0000-0000-0000-000000000000", ...jobs.map(({ id }) => id)])}`;
  for (const { id, name, payload } of jobs)
    for (let time = 0; time < times; time++)
      await (handlers[name] as JobHandler<unknown>)(
        organization.anonymous({ now }),
        jobPayloads[name].parse(payload),
        id,
      );
  return jobs.length;
}
