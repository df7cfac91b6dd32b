import type { Context, Logger, OrganizationId, Services } from "../context.ts";
import type { JobEnvelope } from "./job-payloads.ts";

/**
 * The context of what happens by itself, such as an offer that runs out: the organization's, with nobody as its actor.
 * It keeps the id of the request that asked for it, so that log and audit show where it came from.
 */
export function systemContext(
  services: Services,
  { organizationId, requestId }: Pick<JobEnvelope, "organizationId" | "requestId">,
  logger: Logger,
): Context {
  return {
    ...services,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `enqueueJob` took it from a context
    organizationId: organizationId as OrganizationId,
    actor: null,
    now: new Date(),
    logger,
    requestId,
    ip: null,
    userAgent: null,
  };
}
