import type { DoorEvent } from "@eventmaster/contract/check-in";
import { toast } from "@eventmaster/ui/toast";
import { useEffect, useState, useSyncExternalStore } from "react";
import { uuidv7 } from "uuidv7";
import { apiClient, doorEventsQuery, queryClient, sessionQuery } from "../api.ts";
import { forgetOldScans, recordScan } from "../store/scan-log.ts";
import { scannerDatabase } from "../store/scanner-database.ts";
import { isSignedOut, outcomeOf, type Answer, type Scan } from "./answer.ts";
import { decideOnline } from "./decide-online.ts";
import { readSetting } from "./device-settings.ts";
import { doorPlace } from "./door-place.ts";
import { createDoor, type Door, type ShownScan } from "./door.ts";
import { outcomeKind } from "./outcome-look.ts";
import { allowSound, playSignal } from "./play-signal.ts";

/** The event's door at this device, and what it shows. */
export function useDoor(
  event: DoorEvent,
  unanswered: ReadonlyMap<string, string>,
): { door: Door; shown: ShownScan | null } {
  const [door] = useState(() =>
    createDoor({
      decide: (scan) =>
        decideOnline(
          (request, options) => apiClient.checkIn.verify.mutate(request, options),
          doorPlace(event),
          scan,
        ),
      record: (scan, answer) => keep(event.id, scan, answer),
      signal: (answer) =>
        playSignal(outcomeKind(outcomeOf(answer)), { isMuted: readSetting("muted") === "yes" }),
      newScanId: uuidv7,
      now: () => Date.now(),
      tick: () => performance.now(),
      unanswered,
    }),
  );

  useEffect(() => {
    forgetOldScans(scannerDatabase(), Date.now()).catch(() => {});
    window.addEventListener("pointerdown", allowSound);
    window.addEventListener("keydown", allowSound);
    allowSound();
    return () => {
      window.removeEventListener("pointerdown", allowSound);
      window.removeEventListener("keydown", allowSound);
    };
  }, []);

  return { door, shown: useSyncExternalStore(door.subscribe, door.shown) };
}

async function keep(eventId: string, scan: Scan, answer: Answer): Promise<void> {
  // Or the sign-in page would send them straight back.
  if (isSignedOut(answer)) queryClient.removeQueries(sessionQuery);
  if (outcomeOf(answer) === "admitted") void queryClient.invalidateQueries(doorEventsQuery);
  try {
    await recordScan(scannerDatabase(), eventId, scan, answer);
  } catch {
    toast.failure("This device keeps no log", {
      description: "Its storage is full or blocked. Scanning goes on; the server keeps every scan.",
    });
  }
}
