import {
  type CreateWebhookInput,
  maxWebhookEndpoints,
  type RotateWebhookSecretInput,
  type UpdateWebhookInput,
  type Webhook,
  type WebhookWithSecret,
} from "@eventmaster/contract/webhooks";
import { webhookEndpoints } from "@eventmaster/db/schema/webhooks";
import { asc, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { recordAudit } from "../audit/record-audit.ts";
import { authorize } from "../authorize.ts";
import { type Context, reading, transaction } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { endpointOf, loadEndpoint } from "./load-endpoint.ts";
import { whyRefused } from "./post-message.ts";
import { createSecret } from "./signature.ts";
import { type EndpointRow, showWebhook } from "./webhook-view.ts";

const hour = 60 * 60 * 1000;

/** The organization's endpoints, oldest first: there are at most a few. @throws not_signed_in, forbidden */
export async function listWebhooks(ctx: Context): Promise<{ items: Webhook[] }> {
  authorize(ctx, "webhook:manage");
  return reading(ctx, async (ctx) => {
    const rows = await ctx.db
      .select()
      .from(webhookEndpoints)
      .where(eq(webhookEndpoints.organizationId, ctx.organizationId))
      .orderBy(asc(webhookEndpoints.createdAt), asc(webhookEndpoints.id))
      .limit(maxWebhookEndpoints);
    return { items: rows.map((row) => showWebhook(row, ctx.now)) };
  });
}

/** Its secret is in this answer and nowhere else. @throws not_signed_in, forbidden, validation, too_many_webhooks */
export async function createWebhook(ctx: Context, input: CreateWebhookInput): Promise<WebhookWithSecret> {
  const actor = authorize(ctx, "webhook:manage");
  refuseNear(ctx, input.url);
  return transaction(ctx, async (ctx) => {
    // One at a time in an organization, so that two at once do not both find room.
    await ctx.db.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`webhooks ${ctx.organizationId}`}, 0))`,
    );
    const count = await ctx.db.$count(
      webhookEndpoints,
      eq(webhookEndpoints.organizationId, ctx.organizationId),
    );
    if (count >= maxWebhookEndpoints) throw new DomainError("too_many_webhooks");
    const [made] = await ctx.db
      .insert(webhookEndpoints)
      .values({
        ...input,
        id: uuidv7(),
        organizationId: ctx.organizationId,
        secret: createSecret(),
        createdBy: actor.userId,
        createdAt: ctx.now,
      })
      .returning();
    if (!made) throw new Error("The endpoint was not made");
    // Where it is, and no more: a path may hold a token.
    await recordAudit(ctx, {
      action: "webhook.create",
      subjectType: "webhook",
      subjectId: made.id,
      details: { host: new URL(made.url).host, types: made.types },
    });
    return { ...showWebhook(made, ctx.now), secret: made.secret };
  });
}

/** @throws not_signed_in, forbidden, validation, not_found */
export async function updateWebhook(ctx: Context, input: UpdateWebhookInput): Promise<Webhook> {
  authorize(ctx, "webhook:manage");
  if (input.url !== undefined) refuseNear(ctx, input.url);
  return transaction(ctx, async (ctx) => {
    const before = await loadEndpoint(ctx, input.webhookId);
    const { webhookId: _, ...given } = input;
    const [updated] = await ctx.db
      .update(webhookEndpoints)
      .set({ ...whatIsGiven(given), ...switched(input.isEnabled, before) })
      .where(endpointOf(ctx, before.id))
      .returning();
    if (!updated) throw new DomainError("not_found");
    await recordAudit(ctx, {
      action: "webhook.update",
      subjectType: "webhook",
      subjectId: before.id,
      details: { before: auditedPart(before), after: auditedPart(updated) },
    });
    return showWebhook(updated, ctx.now);
  });
}

/** With its log, and with what waits to be sent. @throws not_signed_in, forbidden, not_found */
export async function deleteWebhook(ctx: Context, input: { webhookId: string }): Promise<void> {
  authorize(ctx, "webhook:manage");
  await transaction(ctx, async (ctx) => {
    const [deleted] = await ctx.db
      .delete(webhookEndpoints)
      .where(endpointOf(ctx, input.webhookId))
      .returning();
    if (!deleted) throw new DomainError("not_found");
    await recordAudit(ctx, {
      action: "webhook.delete",
      subjectType: "webhook",
      subjectId: deleted.id,
      details: auditedPart(deleted),
    });
  });
}

/** A new secret; the old one signs beside it for a while, so that the receiver loses nothing. @throws not_signed_in, forbidden, not_found */
export async function rotateWebhookSecret(
  ctx: Context,
  input: RotateWebhookSecretInput,
): Promise<WebhookWithSecret> {
  authorize(ctx, "webhook:manage");
  return transaction(ctx, async (ctx) => {
    const overlaps = input.overlapHours > 0;
    const [rotated] = await ctx.db
      .update(webhookEndpoints)
      .set({
        secret: createSecret(),
        oldSecret: overlaps ? sql`${webhookEndpoints.secret}` : null,
        oldSecretUntil: overlaps ? new Date(ctx.now.getTime() + input.overlapHours * hour) : null,
      })
      .where(endpointOf(ctx, input.webhookId))
      .returning();
    if (!rotated) throw new DomainError("not_found");
    await recordAudit(ctx, {
      action: "webhook.rotate_secret",
      subjectType: "webhook",
      subjectId: rotated.id,
      details: { overlapHours: input.overlapHours },
    });
    return { ...showWebhook(rotated, ctx.now), secret: rotated.secret };
  });
}

/** Whoever types such an address shall hear of it at once, and not from the log of failed deliveries. */
function refuseNear(ctx: Context, url: string): void {
  const why = ctx.webhooksReachPrivate ? null : whyRefused(new URL(url));
  if (why === "insecure") throw new DomainError("validation", { fields: { url: "Must begin with https" } });
  if (why === "private")
    throw new DomainError("validation", { fields: { url: "Must not be in a private network" } });
}

function whatIsGiven<Fields extends object>(fields: Fields): Partial<Fields> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- some of the same fields
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Partial<Fields>;
}

function switched(isEnabled: boolean | undefined, before: EndpointRow) {
  if (isEnabled === undefined || isEnabled === before.isEnabled) return {};
  return isEnabled
    ? { disabledBecause: null, failingSince: null }
    : { disabledBecause: "turned_off" as const };
}

function auditedPart({ url, types, isEnabled }: EndpointRow) {
  return { host: new URL(url).host, types, isEnabled };
}
