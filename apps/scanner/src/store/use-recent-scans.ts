import { liveQuery } from "dexie";
import { useEffect, useState } from "react";
import type { LoggedScan } from "./database.ts";
import { recentScans } from "./scan-log.ts";
import { scannerDatabase } from "./scanner-database.ts";

/** The event's latest scans on this device, as they come; null until they are read. Where nothing can be kept: none. */
export function useRecentScans(eventId: string, limit: number): LoggedScan[] | null {
  const [scans, setScans] = useState<LoggedScan[] | null>(null);
  useEffect(() => {
    const subscription = liveQuery(() => recentScans(scannerDatabase(), eventId, limit)).subscribe({
      next: setScans,
      error: () => setScans([]),
    });
    return () => subscription.unsubscribe();
  }, [eventId, limit]);
  return scans;
}
