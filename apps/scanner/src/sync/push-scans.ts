import { describeFailure } from "@eventmaster/client/errors";
import { maxSyncScans, type SyncedScan, type SyncResult, syncResult } from "@eventmaster/contract/check-in";
import type { OwnScan } from "../check-in/own-scan.ts";
import type { ScanStore } from "../store/scan-store.ts";
import type { Pass } from "./attendance.ts";
import type { DoorServer } from "./door-server.ts";

/** Milliseconds for one batch: five hundred scans are five hundred decisions. */
const batchPatienceMs = 60_000;

/** How a round of sending ended. */
export type PushOutcome =
  | { kind: "done" }
  /** Worth another try later, by itself. */
  | { kind: "later"; code: string }
  /** Not before somebody signs in, or is put on the staff again. */
  | { kind: "no_access"; code: string; message: string };

export interface PushOptions {
  server: Pick<DoorServer, "sync" | "handIn" | "undo">;
  scans: ScanStore;
  /** Who is signed in here, as far as the page knows. */
  userId: () => string | null;
  /** What lets this device speak for somebody who is not signed in any more; null if it never got one. */
  passOf: (eventId: string, userId: string) => Promise<Pass | null>;
  /** Milliseconds since 1970 by this device. */
  now: () => number;
  onSynced: (eventId: string, answer: SyncResult, askedAt: number) => void;
  signal: AbortSignal;
}

/**
 * Sends what waits, in the order of scanning, event by event. Sending twice changes nothing (the server knows a scan by its
 * id), so a lost answer is no harm. What the server refuses stays on the device, with the reason.
 */
export async function pushScans(options: PushOptions): Promise<PushOutcome> {
  const waiting = options.scans.waiting();
  const eventIds = new Set(waiting.map(({ eventId }) => eventId));
  let outcome: PushOutcome = { kind: "done" };
  for (const eventId of eventIds) {
    const sent = await pushEvent(options, eventId);
    // A door that is somebody else's by now does not stop the others.
    if (sent.kind === "later") return sent;
    if (sent.kind === "no_access") outcome = sent;
  }
  return outcome;
}

/** So many scans in a row that the server stumbles over are not the scans' fault. */
const mostStumbles = 3;

async function pushEvent(options: PushOptions, eventId: string): Promise<PushOutcome> {
  const { scans } = options;
  const tried = new Set<string>();
  let size = maxSyncScans;
  let stumbles = 0;
  let later: PushOutcome | null = null;
  for (;;) {
    const batch = scans
      .waiting()
      .filter(
        ({ id, eventId: of, delivery }) => of === eventId && delivery.state === "waiting" && !tried.has(id),
      )
      // What one person scanned goes in one call: it may have to go by their pass.
      .filter(({ userId }, _index, all) => userId === all[0]?.userId)
      .slice(0, size);
    if (batch.length === 0) break;
    try {
      if (!(await sendBatch(options, eventId, batch))) later = { kind: "later", code: "internal" };
    } catch (error) {
      const failure = outcomeOf(error);
      const isServers =
        failure.kind === "later" && failure.code !== "network" && failure.code !== "rate_limited";
      if (!isServers) return failure;
      later = failure;
      // One scan that the server stumbles over must not hold up the rest: find it by halves.
      if (batch.length > 1) {
        size = Math.ceil(batch.length / 2);
        continue;
      }
      stumbles += 1;
      if (stumbles === mostStumbles) return failure;
    }
    for (const { id } of batch) tried.add(id);
  }
  const undone = await pushUndoings(options, eventId);
  return undone.kind === "done" ? (later ?? undone) : undone;
}

/** Whether all of them are settled: none has to be sent again. */
async function sendBatch(options: PushOptions, eventId: string, batch: readonly OwnScan[]): Promise<boolean> {
  const { now } = options;
  const askedAt = now();
  const answer = syncResult.parse(await deliver(options, eventId, batch));
  options.onSynced(eventId, answer, askedAt);
  const results = new Map(answer.results.map((result) => [result.scanId, result]));
  const settled = batch.map((scan) => {
    const result = results.get(scan.id);
    return result ? settle(options, scan, result) : [];
  });
  await options.scans.putAll(settled.flat());
  return settled.every((scans) => scans.length > 0);
}

/** By the session of whoever scanned; by their pass where that has ended, or where somebody else is signed in by now. */
async function deliver(
  options: PushOptions,
  eventId: string,
  batch: readonly OwnScan[],
): Promise<SyncResult> {
  const { server, signal, userId, passOf } = options;
  const scans = batch.map(queuedOf);
  const call = () => ({ signal: AbortSignal.any([signal, AbortSignal.timeout(batchPatienceMs)]) });
  const scannedBy = batch[0]?.userId ?? null;
  const pass = scannedBy === null ? null : await passOf(eventId, scannedBy);
  const isSomebodyElses = scannedBy !== null && scannedBy !== userId();
  if (pass && isSomebodyElses) return server.handIn({ token: pass.token, scans }, call());
  try {
    return await server.sync({ eventId, scans }, call());
  } catch (error) {
    if (!pass || !accessCodes.has(describeFailure(error).code)) throw error;
    return server.handIn({ token: pass.token, scans }, call());
  }
}

/** What is to be kept of a scan now that it was answered; nothing where it has to be sent again. */
function settle({ scans, now }: PushOptions, sent: OwnScan, result: SyncedScan): OwnScan[] {
  // It may have been undone meanwhile.
  const scan = scans.get(sent.id) ?? sent;
  if (!result.ok) {
    if (result.isWorthRetrying) return [];
    const { code, message, fields } = result;
    const why = Object.values(fields).join("\n") || message;
    return [{ ...scan, delivery: { state: "refused", code, message: why } }];
  }
  const { verdict, conflict } = result;
  const known: OwnScan = {
    ...scan,
    code: null,
    registrationId: result.registrationId ?? scan.registrationId,
    delivery: { state: "sent", at: now(), verdict, conflict },
  };
  // The server answered in vain that the ticket may not enter: the door had opened. Tell it what happened.
  const wasLetIn =
    scan.outcome === "admitted" && verdict !== "admitted" && conflict === null && !result.isUndone;
  if (scan.tellAgainAs === null || !wasLetIn) return [known];
  return [known, { ...scan, id: scan.tellAgainAs, tellAgainAs: null, delivery: { state: "waiting" } }];
}

async function pushUndoings(options: PushOptions, eventId: string): Promise<PushOutcome> {
  const { server, scans, signal } = options;
  const waiting = scans
    .waiting()
    .filter((scan) => scan.eventId === eventId && scan.undo?.state === "waiting");
  for (const { id, undo } of waiting) {
    if (!undo) continue;
    const finish = async (state: "done" | "refused", why: { code: string; message: string } | null) => {
      const scan = scans.get(id);
      if (scan)
        await scans.put({
          ...scan,
          undo: { ...undo, state, code: why?.code ?? null, message: why?.message ?? null },
        });
    };
    try {
      await server.undo(
        { scanId: id, reason: undo.reason },
        { signal: AbortSignal.any([signal, AbortSignal.timeout(batchPatienceMs)]) },
      );
      await finish("done", null);
    } catch (error) {
      const { code, message } = describeFailure(error);
      // That it let nobody in is what was wanted.
      if (code === "nothing_to_undo") await finish("done", null);
      else if (code === "not_found" || code === "validation") await finish("refused", { code, message });
      else return outcomeOf(error);
    }
  }
  return { kind: "done" };
}

const accessCodes: ReadonlySet<string> = new Set([
  "not_signed_in",
  "session_ended",
  "forbidden",
  "not_found",
  "device_revoked",
]);

function outcomeOf(error: unknown): Exclude<PushOutcome, { kind: "done" }> {
  const { code, message } = describeFailure(error);
  return accessCodes.has(code) ? { kind: "no_access", code, message } : { kind: "later", code };
}

/** As `queuedScan` of the contract wants it. */
function queuedOf(scan: OwnScan): Record<string, unknown> {
  const { id, code, person, checkInPointId, direction, deviceId, at, outcome } = scan;
  return {
    scanId: id,
    ...(person ?? { qrCode: code }),
    checkInPointId,
    direction,
    deviceId,
    scannedAt: new Date(at).toISOString(),
    deviceVerdict: outcome,
  };
}
