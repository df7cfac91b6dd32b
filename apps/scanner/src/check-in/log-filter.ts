import { foldText } from "./fold-case.ts";
import { outcomeKind } from "./outcome-look.ts";
import type { OwnScan } from "./own-scan.ts";
import { scanSentence } from "./scan-sentence.ts";

/** What of the log is asked for; `waiting` and `attention` are about its way to the server. */
export const logFilters = ["admitted", "again", "refused", "not_checked", "waiting", "attention"] as const;
export type LogFilter = (typeof logFilters)[number];

export function matches(scan: OwnScan, filter: LogFilter): boolean {
  const { delivery, undo, outcome } = scan;
  switch (filter) {
    case "waiting":
      return delivery.state === "waiting" || undo?.state === "waiting";
    case "attention":
      return needsAttention(scan);
    default:
      return outcomeKind(outcome) === filter;
  }
}

/** The server would not have it, or it contradicts what another device did. */
export function needsAttention({ delivery, undo }: OwnScan): boolean {
  const isConflict = delivery.state === "sent" && delivery.conflict !== null && undo === null;
  return delivery.state === "refused" || undo?.state === "refused" || isConflict;
}

/** Of scans, the latest first: those since midnight on this device, and with every word in name, email or sentence. */
export function findScans(
  scans: readonly OwnScan[],
  { filter, words, since }: { filter: LogFilter | null; words: string; since: number },
): OwnScan[] {
  const wanted = foldText(words).split(/\s+/u).filter(Boolean);
  return scans.filter((scan) => {
    if (scan.at < since || (filter !== null && !matches(scan, filter))) return false;
    const text = foldText(`${scan.name ?? ""} ${scan.person?.email ?? ""} ${scanSentence(scan)}`);
    return wanted.every((word) => text.includes(word));
  });
}

/** Milliseconds since 1970 of the midnight before, where this device is. */
export function midnightBefore(now: number): number {
  return new Date(now).setHours(0, 0, 0, 0);
}
