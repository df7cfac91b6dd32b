import { webhookAttempts, webhookDeliveries, webhookEndpoints } from "@eventmaster/db/schema/webhooks";
import { and, eq, sql } from "drizzle-orm";
import { recordAudit } from "../audit/record-audit.ts";
import { type Context, reading, type TenantContext, transaction } from "../context.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import type { JobPayload } from "../jobs/job-payloads.ts";
import { tellTurnedOff } from "./tell-turned-off.ts";
import { endpointOf } from "./load-endpoint.ts";
import type { Answer, PostMessage } from "./post-message.ts";
import { signedHeaders } from "./signature.ts";
import type { DeliveryRow, EndpointRow } from "./webhook-view.ts";

const minute = 60 * 1000;
const hour = 60 * minute;

/** How long after each failed attempt the next one is made: nine of them over almost two days. */
const waits = [5000, minute, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 24 * hour];

/** An endpoint that has failed for so long, without a success in between, is turned off. */
const patience = 3 * 24 * hour;

/**
 * A job's work: sends one message once, writes down what came of it, and has it tried again later where that may help. The
 * retries are ours and not the queue's, since they go on for days. A worker that dies in between sends it once more: the
 * receiver knows the message by its id.
 */
export async function attemptDelivery(
  ctx: Context,
  { deliveryId, attempt }: JobPayload<"webhook.deliver">,
  postMessage: PostMessage,
): Promise<void> {
  const found = await reading(ctx, (ctx) => loadDue(ctx, deliveryId, attempt));
  if (!found) return;
  const { delivery, endpoint } = found;
  if (!endpoint.isEnabled) {
    await transaction(ctx, (ctx) =>
      keep(ctx, delivery, { status: "failed", error: "The endpoint is turned off", nextAttemptAt: null }),
    );
    return;
  }
  const { messageId, body } = delivery;
  const at = new Date();
  const headers = signedHeaders({ id: messageId, body, at }, secretsOf(endpoint, at));
  const answer = await postMessage(endpoint.url, headers, body);
  await transaction(ctx, (ctx) => record(ctx, delivery, endpoint, attempt, answer, at));
}

/** Nothing when this attempt was made already, or the delivery is gone. */
async function loadDue(ctx: TenantContext, deliveryId: string, attempt: number) {
  const [found] = await ctx.db
    .select({ delivery: webhookDeliveries, endpoint: webhookEndpoints })
    .from(webhookDeliveries)
    .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, webhookDeliveries.endpointId))
    .where(
      and(
        eq(webhookDeliveries.organizationId, ctx.organizationId),
        eq(webhookDeliveries.id, deliveryId),
        eq(webhookDeliveries.status, "pending"),
        eq(webhookDeliveries.attempts, attempt - 1),
      ),
    );
  return found;
}

function secretsOf(endpoint: EndpointRow, at: Date): string[] {
  const { secret, oldSecret, oldSecretUntil } = endpoint;
  return oldSecret !== null && oldSecretUntil !== null && oldSecretUntil > at
    ? [secret, oldSecret]
    : [secret];
}

async function record(
  ctx: TenantContext,
  delivery: DeliveryRow,
  endpoint: EndpointRow,
  attempt: number,
  answer: Answer,
  at: Date,
): Promise<void> {
  const isDelivered = answer.status !== null && answer.status >= 200 && answer.status < 300;
  const wait = waits[attempt - 1];
  const isGone = answer.status === 410;
  const next = isDelivered || isGone || wait === undefined ? null : new Date(at.getTime() + jittered(wait));
  const outcome = {
    responseStatus: answer.status,
    error: isDelivered ? null : (answer.error ?? `It answered ${answer.status}`),
    durationMs: answer.durationMs,
  };
  const isKept = await keep(ctx, delivery, {
    ...outcome,
    attempts: attempt,
    status: isDelivered ? "delivered" : next ? "pending" : "failed",
    lastAttemptAt: at,
    nextAttemptAt: next,
  });
  // Another worker made the same attempt and was quicker.
  if (!isKept) return;
  await ctx.db.insert(webhookAttempts).values({
    ...outcome,
    organizationId: ctx.organizationId,
    deliveryId: delivery.id,
    number: attempt,
    at,
    answer: answer.body,
  });
  if (next)
    await enqueueJob(
      ctx,
      "webhook.deliver",
      { deliveryId: delivery.id, attempt: attempt + 1 },
      { startAfter: next },
    );
  if (isDelivered) await noteSuccess(ctx, endpoint);
  else await noteFailure(ctx, endpoint, at, { isGone });
}

/** Many messages that failed at once are not tried again at once. */
function jittered(wait: number): number {
  return wait * (1 + Math.random() * 0.2);
}

async function keep(
  ctx: TenantContext,
  delivery: DeliveryRow,
  fields: Partial<DeliveryRow>,
): Promise<boolean> {
  const [kept] = await ctx.db
    .update(webhookDeliveries)
    .set(fields)
    .where(
      and(
        eq(webhookDeliveries.id, delivery.id),
        eq(webhookDeliveries.status, "pending"),
        eq(webhookDeliveries.attempts, delivery.attempts),
      ),
    )
    .returning({ id: webhookDeliveries.id });
  return kept !== undefined;
}

/** Written only where it says something new, so that a crowd's messages do not queue for the endpoint's row. */
async function noteSuccess(ctx: TenantContext, endpoint: EndpointRow): Promise<void> {
  if (endpoint.failingSince === null) return;
  await ctx.db.update(webhookEndpoints).set({ failingSince: null }).where(endpointOf(ctx, endpoint.id));
}

async function noteFailure(
  ctx: TenantContext,
  endpoint: EndpointRow,
  at: Date,
  { isGone }: { isGone: boolean },
): Promise<void> {
  const { failingSince } = endpoint;
  const isHopeless = failingSince !== null && at.getTime() - failingSince.getTime() > patience;
  if (!isGone && !isHopeless) {
    if (failingSince === null)
      await ctx.db
        .update(webhookEndpoints)
        .set({ failingSince: sql`coalesce(${webhookEndpoints.failingSince}, ${at})` })
        .where(endpointOf(ctx, endpoint.id));
    return;
  }
  const because = isGone ? "gone" : "failing";
  const [turnedOff] = await ctx.db
    .update(webhookEndpoints)
    .set({ isEnabled: false, disabledBecause: because })
    .where(and(endpointOf(ctx, endpoint.id), eq(webhookEndpoints.isEnabled, true)))
    .returning({ id: webhookEndpoints.id });
  if (!turnedOff) return;
  await recordAudit(ctx, {
    action: "webhook.turn_off",
    subjectType: "webhook",
    subjectId: endpoint.id,
    details: { because },
  });
  await tellTurnedOff(ctx, endpoint, because);
}
