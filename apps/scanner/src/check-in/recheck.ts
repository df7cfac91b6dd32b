import type { DoorEvent } from "@eventmaster/contract/check-in";
import { apiClient } from "../api.ts";
import type { LoggedScan } from "../store/database.ts";
import { recordScan } from "../store/scan-log.ts";
import { scannerDatabase } from "../store/scanner-database.ts";
import { decideOnline } from "./decide-online.ts";
import { doorPlace } from "./door-place.ts";

/** Asks again for a scan that got no answer, under its id, and keeps the answer. */
export async function recheck(event: DoorEvent, { code, ...scan }: LoggedScan): Promise<void> {
  if (code === null) return;
  const answer = await decideOnline(
    (request, options) => apiClient.checkIn.verify.mutate(request, options),
    doorPlace(event),
    { ...scan, code },
  );
  await recordScan(scannerDatabase(), event.id, { ...scan, code }, answer);
}
