import { type Answer, outcomeOf, type Scan } from "../check-in/answer.ts";
import type { LoggedScan, ScannerDatabase } from "./database.ts";

/** Milliseconds for which a device remembers its scans: the names on them are not its business for longer. */
export const keptForMs = 48 * 60 * 60 * 1000;

/** Keeps a scan's latest answer; the time of its first reading stays. */
export async function recordScan(
  { scans }: ScannerDatabase,
  eventId: string,
  scan: Scan,
  answer: Answer,
): Promise<void> {
  const isDecided = answer.kind === "decided";
  const earlier = await scans.get(scan.id);
  await scans.put({
    id: scan.id,
    eventId,
    at: earlier?.at ?? scan.at,
    outcome: outcomeOf(answer),
    name: isDecided ? answer.name : null,
    message: answer.message,
    source: earlier?.source ?? scan.source,
    code: isDecided ? null : scan.code,
  });
}

/** An event's scans on this device, the latest first. */
export function recentScans(
  { scans }: ScannerDatabase,
  eventId: string,
  limit: number,
): Promise<LoggedScan[]> {
  return (
    scans
      .where("[eventId+at]")
      .between([eventId, 0], [eventId, Infinity])
      // oxlint-disable-next-line unicorn/no-array-reverse -- a query, which nobody else holds
      .reverse()
      .limit(limit)
      .toArray()
  );
}

/** The event's scans without an answer: code to scan id. */
export async function unansweredScans(
  { scans }: ScannerDatabase,
  eventId: string,
): Promise<Map<string, string>> {
  const waiting = await scans
    .where("[eventId+at]")
    .between([eventId, 0], [eventId, Infinity])
    .filter((scan) => scan.outcome === "not_checked" && scan.code !== null)
    .toArray();
  return new Map(waiting.map((scan) => [scan.code ?? "", scan.id]));
}

export async function forgetOldScans({ scans }: ScannerDatabase, now: number): Promise<void> {
  await scans
    .where("at")
    .below(now - keptForMs)
    .delete();
}
