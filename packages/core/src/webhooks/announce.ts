import type { WebhookType } from "@eventmaster/contract/webhooks";
import { events } from "@eventmaster/db/schema/events";
import { registrations } from "@eventmaster/db/schema/registrations";
import { webhookDeliveries, webhookEndpoints } from "@eventmaster/db/schema/webhooks";
import { and, eq, inArray, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { AuditRecord } from "../audit/record-audit.ts";
import type { TenantContext } from "../context.ts";
import { enqueueJobs } from "../jobs/enqueue-job.ts";

type AnnouncedEvent = Pick<
  typeof events.$inferSelect,
  | "id"
  | "status"
  | "title"
  | "startAt"
  | "endAt"
  | "timeZone"
  | "location"
  | "capacity"
  | "category"
  | "version"
>;

/** What an entry of the audit log says to other systems, if anything. */
const announcements: Record<string, { type: WebhookType; unless?: (record: AuditRecord) => boolean }> = {
  "registration.create": { type: "registration.created" },
  "registration.restore": { type: "registration.created" },
  "registration.cancel": { type: "registration.cancelled" },
  "registration.admit": { type: "registration.admitted" },
  "event.create": {
    type: "event.published",
    unless: ({ details }) => details?.["status"] !== "published",
  },
  "event.approve": { type: "event.published" },
  "event.update": { type: "event.changed" },
  "event.accept_revision": { type: "event.changed" },
  "event.cancel": { type: "event.cancelled" },
};

/** Whether anybody wants to be told at all: asked within the statement that writes the log, on the way that everybody goes. */
export function hasListeners(ctx: TenantContext) {
  return sql<boolean>`exists (
    select from ${webhookEndpoints} where organization_id = ${ctx.organizationId} and is_enabled)`;
}

interface Message {
  type: WebhookType;
  data: object;
}

/**
 * Puts what the log's new entries say in the queue of every endpoint that wants it, in the transaction of the change. The
 * log is where every change passes, whichever way it came (at the door, by an import, off the waitlist), so that no path
 * can forget the webhooks. Messages name no person and carry no ticket code: ids, which a receiver looks up with its key.
 */
export async function announce(ctx: TenantContext, records: AuditRecord[]): Promise<void> {
  const told = records.flatMap((record) => {
    const announcement = announcements[record.action];
    return announcement && !announcement.unless?.(record) ? [{ record, type: announcement.type }] : [];
  });
  if (told.length === 0) return;
  const endpoints = await ctx.db
    .select({ id: webhookEndpoints.id, types: webhookEndpoints.types })
    .from(webhookEndpoints)
    .where(
      and(eq(webhookEndpoints.organizationId, ctx.organizationId), eq(webhookEndpoints.isEnabled, true)),
    );
  const wanted = told.filter(({ type }) => endpoints.some(({ types }) => types.includes(type)));
  if (wanted.length === 0) return;
  const messages = await messagesOf(ctx, wanted);
  await deliver(
    ctx,
    messages.flatMap(({ type, data }) => {
      const message = { messageId: uuidv7(), type, body: bodyOf(ctx, type, data) };
      return endpoints
        .filter(({ types }) => types.includes(type))
        .map(({ id }) => ({ ...message, endpointId: id }));
    }),
  );
}

async function messagesOf(
  ctx: TenantContext,
  wanted: { record: AuditRecord; type: WebhookType }[],
): Promise<Message[]> {
  const idsOf = (subjectType: AuditRecord["subjectType"]) =>
    wanted.flatMap(({ record }) => (record.subjectType === subjectType ? record.subjectId : []));
  const found = new Map<string, object>([
    ...(await registrationsById(ctx, idsOf("registration"))),
    ...(await eventsById(ctx, idsOf("event"))),
  ]);
  return wanted.flatMap(({ record, type }): Message[] => {
    const data = found.get(record.subjectId);
    if (!data) return [];
    // What is not published yet is nobody's business.
    if (type === "event.changed" && !("status" in data && data.status === "published")) return [];
    const changed = type === "event.changed" ? Object.keys(Object(record.details?.["after"])) : null;
    return [{ type, data: changed ? { ...data, changed: changed.map(snakeCase) } : data }];
  });
}

async function registrationsById(ctx: TenantContext, ids: string[]): Promise<Map<string, object>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select({
      id: registrations.id,
      eventId: registrations.eventId,
      userId: registrations.userId,
      status: registrations.status,
      source: registrations.source,
      createdAt: registrations.createdAt,
      cancelledAt: registrations.cancelledAt,
    })
    .from(registrations)
    .where(and(eq(registrations.organizationId, ctx.organizationId), inArray(registrations.id, ids)));
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        event_id: row.eventId,
        user_id: row.userId,
        status: row.status,
        source: row.source,
        created_at: row.createdAt.toISOString(),
        cancelled_at: row.cancelledAt?.toISOString() ?? null,
      },
    ]),
  );
}

async function eventsById(ctx: TenantContext, ids: string[]): Promise<Map<string, object>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select({
      id: events.id,
      status: events.status,
      title: events.title,
      startAt: events.startAt,
      endAt: events.endAt,
      timeZone: events.timeZone,
      location: events.location,
      capacity: events.capacity,
      category: events.category,
      version: events.version,
    })
    .from(events)
    .where(and(eq(events.organizationId, ctx.organizationId), inArray(events.id, ids)));
  return new Map(rows.map((row) => [row.id, showEvent(row)]));
}

function showEvent(row: AnnouncedEvent) {
  return {
    id: row.id,
    status: row.status,
    title: row.title,
    start_at: row.startAt.toISOString(),
    end_at: row.endAt.toISOString(),
    time_zone: row.timeZone,
    location: row.location,
    capacity: row.capacity,
    category: row.category,
    version: row.version,
  };
}

function snakeCase(field: string): string {
  return field.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
}

interface Outgoing {
  endpointId: string;
  messageId: string;
  type: string;
  /** What is sent, to the letter. */
  body: string;
}

export function bodyOf(ctx: TenantContext, type: string, data: object): string {
  return JSON.stringify({ type, timestamp: ctx.now.toISOString(), data });
}

/** One statement holds 65,535 parameters at most. */
const chunk = 5000;

/** Writes messages to the delivery log and has them sent. @returns the deliveries' ids */
export async function deliver(ctx: TenantContext, outgoing: Outgoing[]): Promise<string[]> {
  const rows = outgoing.map((message) => ({
    ...message,
    id: uuidv7(),
    organizationId: ctx.organizationId,
    nextAttemptAt: ctx.now,
    createdAt: ctx.now,
  }));
  for (let from = 0; from < rows.length; from += chunk)
    await ctx.db.insert(webhookDeliveries).values(rows.slice(from, from + chunk));
  await enqueueJobs(
    ctx,
    "webhook.deliver",
    rows.map(({ id }) => ({ deliveryId: id, attempt: 1 })),
  );
  return rows.map(({ id }) => id);
}
