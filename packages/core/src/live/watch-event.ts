import type { EventUpdate, LiveScan, watchEventInput } from "@eventmaster/contract/live";
import { scans, undoneScans } from "@eventmaster/db/schema/check-in";
import { registrations } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { and, asc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { authorize } from "../authorize.ts";
import {
  type ChangePlace,
  horizonPlace,
  placeAfter,
  readHorizon,
  readPlace,
  writePlace,
} from "../check-in/change-cursor.ts";
import { nameAtTheDoor } from "../check-in/door-names.ts";
import { requireDevice } from "../check-in/require-device.ts";
import { countOccupancy } from "../check-in/occupancy.ts";
import { type Context, reading, type TenantContext } from "../context.ts";
import type { EventRow } from "../events/event-view.ts";
import { loadEventFor } from "../events/load-event.ts";
import type { Follower, LiveFeed } from "./live-feed.ts";
import { requireStanding } from "./require-standing.ts";

/** A message with the id from which a later connection goes on. */
export type Message<Data> = [id: string, data: Data];

/** How long messages are apart, and how often it is asked whether whoever watches still may, in milliseconds. */
export interface Pace {
  pauseMs: number;
  standingMs: number;
}

/** A crowd that registers all at once is two messages a second, not a flood. */
export const usualPace: Pace = { pauseMs: 500, standingMs: 10_000 };

/** The most scans of one message; the rest follows in the next. */
const maxScans = 200;

/**
 * Tells what happens at an event until `signal`, or until the watcher may not any more. Resolves once it is certain that
 * they may; messages come from the generator.
 * @throws not_signed_in, forbidden, not_found, device_revoked; the generator also session_ended
 */
export async function watchEvent(
  ctx: Context,
  feed: LiveFeed,
  input: z.infer<typeof watchEventInput>,
  signal: AbortSignal,
  pace: Pace = usualPace,
): Promise<AsyncGenerator<Message<EventUpdate>, void>> {
  authorize(ctx, "ticket:scan");
  const { eventId } = input;
  await reading(ctx, async (ctx) => {
    await loadEventFor(ctx, "ticket:scan", eventId);
    await requireDevice(ctx, eventId, input.deviceId);
  });

  async function* messages(): AsyncGenerator<Message<EventUpdate>, void> {
    // First listen, then read: what happens in between is heard.
    const follower = await feed.follow(ctx.organizationId, signal, eventId);
    try {
      let cursor = input.lastEventId ?? null;
      let told: ReadonlySet<string> = new Set();
      while (!follower.hasEnded()) {
        const now = new Date();
        const step = await reading({ ...ctx, now }, (ctx) => readStep(ctx, input, cursor, told));
        const counts = await feed.shared(ctx.organizationId, eventId, () =>
          reading({ ...ctx, now }, (ctx) => countOccupancy(ctx, eventId)),
        );
        ({ cursor, told } = step);
        yield [step.cursor, { counts, scans: step.scans, undone: step.undone }];
        if (!step.hasMore) await untilChanged(ctx, follower, input, pace);
      }
    } finally {
      follower.stop();
    }
  }
  return messages();
}

/** Resolves when the event changed, and throws when it is time to ask again and the answer is no. */
async function untilChanged(ctx: Context, follower: Follower, watched: Watched, pace: Pace): Promise<void> {
  await follower.pause(pace.pauseMs);
  let askAt = Date.now() + pace.standingMs;
  while (!follower.hasEnded()) {
    const changes = await follower.next(Math.max(0, askAt - Date.now()));
    if (changes === "anything" || changes?.has(watched.eventId)) return;
    if (Date.now() < askAt) continue;
    await reading({ ...ctx, now: new Date() }, (ctx) => requireAccess(ctx, watched));
    askAt = Date.now() + pace.standingMs;
  }
}

type Watched = z.infer<typeof watchEventInput>;

/** @throws session_ended, forbidden, not_found, device_revoked */
async function requireAccess(ctx: TenantContext, { eventId, deviceId }: Watched): Promise<EventRow> {
  await requireDevice(ctx, eventId, deviceId);
  await requireStanding(ctx);
  return loadEventFor(ctx, "ticket:scan", eventId);
}

interface Step {
  cursor: string;
  scans: LiveScan[];
  undone: EventUpdate["undone"];
  /** What is beyond the place and was told: rows of transactions that are newer than one that still runs. */
  told: ReadonlySet<string>;
  hasMore: boolean;
}

async function readStep(
  ctx: TenantContext,
  watched: Watched,
  cursor: string | null,
  told: ReadonlySet<string>,
): Promise<Step> {
  const event = await requireAccess(ctx, watched);
  const { eventId } = watched;
  const horizon = await readHorizon(ctx);
  // Who comes for the first time is told what happens from now on.
  const from = (cursor === null ? null : readPlace(cursor, horizon, eventId)) ?? horizonPlace(horizon);
  const isNew = (row: ChangePlace & { kind: string }) => !told.has(keyOf(row));
  const found = [
    ...(await scansSince(ctx, event, from)).map((scan) => ({ ...scan, kind: "scan" as const })),
    ...(await undoneSince(ctx, eventId, from)).map((undone) => ({ ...undone, kind: "undone" as const })),
  ].toSorted(byPlace);
  const rows = found.slice(0, maxScans);
  const hasMore = found.length > maxScans;
  const place = hasMore ? placeAfter(rows.at(-1) ?? from, horizon) : horizonPlace(horizon);
  const fresh = rows.filter(isNew);
  return {
    cursor: writePlace(place, horizon, eventId),
    scans: fresh.flatMap((row) => (row.kind === "scan" ? [row.shown] : [])),
    undone: fresh.flatMap((row) => (row.kind === "undone" ? [row.shown] : [])),
    told: new Set(rows.filter((row) => isBeyond(row, place)).map(keyOf)),
    hasMore: hasMore && fresh.length > 0,
  };
}

function keyOf({ kind, id }: { kind: string; id: string }): string {
  return `${kind} ${id}`;
}

function byPlace(one: ChangePlace, other: ChangePlace): number {
  const difference = BigInt(one.transaction) - BigInt(other.transaction);
  return difference === 0n ? (one.id < other.id ? -1 : 1) : difference < 0n ? -1 : 1;
}

function isBeyond(row: ChangePlace, place: ChangePlace): boolean {
  return byPlace(row, place) > 0;
}

const holder = alias(users, "holder");

async function scansSince(
  ctx: TenantContext,
  event: EventRow,
  from: ChangePlace,
): Promise<(ChangePlace & { shown: LiveScan })[]> {
  const rows = await ctx.db
    .select({ scan: scans, scannedBy: users.displayName, holderName: holder.displayName })
    .from(scans)
    .leftJoin(users, eq(users.id, scans.scannedBy))
    .leftJoin(registrations, eq(registrations.id, scans.registrationId))
    .leftJoin(holder, eq(holder.id, registrations.userId))
    .where(
      and(
        eq(scans.eventId, event.id),
        sql`(${scans.recordedIn}, ${scans.id}) > (${from.transaction}::xid8, ${from.id}::uuid)`,
      ),
    )
    .orderBy(asc(scans.recordedIn), asc(scans.id))
    .limit(maxScans + 1);
  return rows.map(({ scan, scannedBy, holderName }) => ({
    transaction: scan.recordedIn,
    id: scan.id,
    shown: {
      scanId: scan.id,
      registrationId: scan.registrationId,
      holderName: nameAtTheDoor(ctx, event, holderName),
      checkInPointId: scan.checkInPointId,
      direction: scan.direction,
      verdict: scan.verdict,
      deviceVerdict: scan.deviceVerdict,
      isHeld: scan.isHeld,
      deviceId: scan.deviceId,
      scannedBy,
      scannedAt: scan.scannedAt.toISOString(),
    },
  }));
}

async function undoneSince(
  ctx: TenantContext,
  eventId: string,
  from: ChangePlace,
): Promise<(ChangePlace & { shown: EventUpdate["undone"][number] })[]> {
  const rows = await ctx.db
    .select({
      transaction: undoneScans.recordedIn,
      id: undoneScans.scanId,
      registrationId: scans.registrationId,
      checkInPointId: scans.checkInPointId,
    })
    .from(undoneScans)
    .innerJoin(scans, eq(scans.id, undoneScans.scanId))
    .where(
      and(
        eq(undoneScans.eventId, eventId),
        sql`(${undoneScans.recordedIn}, ${undoneScans.scanId}) > (${from.transaction}::xid8, ${from.id}::uuid)`,
      ),
    )
    .orderBy(asc(undoneScans.recordedIn), asc(undoneScans.scanId))
    .limit(maxScans + 1);
  return rows.map(({ transaction, id, ...rest }) => ({ transaction, id, shown: { scanId: id, ...rest } }));
}
