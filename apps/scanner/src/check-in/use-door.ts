import { useEffect, useState, useSyncExternalStore } from "react";
import { uuidv7 } from "uuidv7";
import { queryClient } from "../api.ts";
import { sessionQuery } from "../session.ts";
import { isSignedOut, outcomeOf } from "./answer.ts";
import { readSetting } from "./device-settings.ts";
import { createDoor, type Door, type ShownScan } from "./door.ts";
import type { OpenDoor } from "./open-door.ts";
import { outcomeKind } from "./outcome-look.ts";
import { allowSound, playSignal } from "./play-signal.ts";

/** The event's door at this device. */
export function useDoor(
  { door: engine, device, eventId }: OpenDoor,
  options: { refusalMs?: number } = {},
): Door {
  const [door] = useState(() =>
    createDoor({
      decide: async (scan) => {
        const answer = await engine.decide(scan);
        // Or the sign-in page would send them straight back.
        if (isSignedOut(answer)) queryClient.removeQueries(sessionQuery);
        return answer;
      },
      signal: (answer) =>
        playSignal(outcomeKind(outcomeOf(answer)), { isMuted: readSetting("muted") === "yes" }),
      newScanId: uuidv7,
      refusalMs: options.refusalMs ?? null,
      tick: () => performance.now(),
      unanswered: new Map(
        device.scans
          .of(eventId)
          .flatMap(({ code, id, outcome }) =>
            outcome === "not_checked" && code !== null ? [[code, id]] : [],
          ),
      ),
    }),
  );

  useEffect(() => {
    window.addEventListener("pointerdown", allowSound);
    window.addEventListener("keydown", allowSound);
    allowSound();
    return () => {
      window.removeEventListener("pointerdown", allowSound);
      window.removeEventListener("keydown", allowSound);
    };
  }, []);

  return door;
}

/** What the door shows. A part of a page takes it for itself, so that a verdict need not wait for the rest. */
export function useShown(door: Door): ShownScan | null {
  return useSyncExternalStore(door.subscribe, door.shown);
}
