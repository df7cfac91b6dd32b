import { type JobName, jobNames } from "@eventmaster/contract/system";
import { jobConnection } from "@eventmaster/db/job-queues";
import { type JobResult, type JobWithMetadata, PgBoss } from "pg-boss";
import type { Logger, Services } from "../context.ts";
import type { JobHandler, JobHandlers } from "./job-handlers.ts";
import { JobFailure } from "./job-failure.ts";
import { type JobEnvelope, jobEnvelope, jobPayloads } from "./job-payloads.ts";
import { systemContext } from "./system-context.ts";

export interface WorkerOptions {
  /** The database's. The worker has connections of its own, so that a crowd at the API does not starve it. */
  url: string;
  services: Services;
  handlers: JobHandlers;
  logger: Logger;
}

export interface Worker {
  /** Takes no new job, gives those at hand two seconds, and puts back what is not done by then. */
  stop: () => Promise<void>;
}

/** So many jobs of a kind are taken at once, and done side by side. */
const batchSize = 10;

/** Works off every queue until it is stopped. Several at once share the work. */
export async function startWorker({ url, services, handlers, logger }: WorkerOptions): Promise<Worker> {
  const boss = new PgBoss({
    ...jobConnection(url),
    max: 4,
    application_name: "eventmaster-worker",
    // Jobs of workers that died are found by these, and finished ones deleted.
    superviseIntervalSeconds: 15,
    monitorIntervalSeconds: 15,
    maintenanceIntervalSeconds: 5 * 60,
  });
  boss.on("error", (error) => logger.error({ error: nameOf(error) }, "the job queue reports an error"));
  await boss.start();
  for (const name of jobNames) await work(name);
  return { stop: () => boss.stop({ timeout: 2000 }) };

  /** Asks once a second, and without a pause while there is plenty to do. */
  async function work(name: JobName): Promise<void> {
    await boss.work(
      name,
      {
        batchSize,
        pollingIntervalSeconds: 1,
        burstWhenBatchFull: true,
        perJobResults: true,
        includeMetadata: true,
      },
      (jobs: JobWithMetadata<unknown>[]) => Promise.all(jobs.map((job) => attempt(name, job))),
    );
  }

  async function attempt(name: JobName, job: JobWithMetadata<unknown>): Promise<JobResult> {
    const log = { job: name, jobId: job.id, attempt: job.retryCount + 1 };
    try {
      const { payload, ...origin } = readJob(name, job.data);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the tables bind schema and handler by name
      const handle = handlers[name] as JobHandler<unknown>;
      await handle(systemContext(services, origin, logger), payload, job.id);
      // Said at once and not with the rest of the batch: a worker that dies now has not this one to do again.
      await boss.complete(name, job.id);
      logger.info(log, "job done");
      return { id: job.id, status: "completed" };
    } catch (error) {
      const failure = failureOf(error);
      const details = { ...log, error: failure.message };
      if (failure.isFinal || job.retryCount >= job.retryLimit)
        logger.error(details, "job given up: it is among the dead letters");
      else logger.warn(details, "job failed: it is tried again later");
      return {
        id: job.id,
        status: failure.isFinal ? "deadletter" : "failed",
        output: { error: failure.message },
      };
    }
  }
}

/** @throws JobFailure for what was not put there by `enqueueJob` of this version */
function readJob(name: JobName, data: unknown): JobEnvelope {
  const envelope = jobEnvelope.safeParse(data);
  const payload = jobPayloads[name].safeParse(envelope.data?.payload);
  if (!envelope.success || !payload.success)
    throw new JobFailure("it is not what this kind of job carries", { isFinal: true });
  return { ...envelope.data, payload: payload.data };
}

function failureOf(error: unknown): JobFailure {
  if (error instanceof JobFailure) return error;
  return new JobFailure(nameOf(error), { isFinal: false });
}

/** Names and codes only: a failed statement's message lists its parameters. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const code = "code" in error ? ` ${String(error.code)}` : "";
  const cause = error.cause instanceof Error ? `, because of ${nameOf(error.cause)}` : "";
  return `${error.name}${code}${cause}`;
}
