import { describeFailure } from "@eventmaster/client/errors";
import { doorClient, liveClient } from "../api.ts";
import type { DoorServer } from "./door-server.ts";

/** The most conflicts that one screen shows. */
const mostConflicts = 100;

/** Milliseconds until a subscription that was refused is tried again. */
const watchAgainMs = 5000;

/** Milliseconds until a server that said goodbye may be back. */
const backSoonMs = 1000;

const isFinal: ReadonlySet<string> = new Set(["forbidden", "device_revoked"]);

/** The server as the offline engine sees it. None of its calls waits for another in one batch. */
export const apiDoorServer: DoorServer = {
  clock: (options) => doorClient.checkIn.clock.query(undefined, options),
  roster: (input, options) => doorClient.checkIn.roster.query(input, options),
  keys: (options) => doorClient.checkIn.keys.query(undefined, options),
  verify: (input, options) => doorClient.checkIn.verify.mutate(input, options),
  openDoor: (input, options) => doorClient.checkIn.openDoor.mutate(input, options),
  closeDoor: (input, options) => doorClient.checkIn.closeDoor.mutate(input, options),
  handIn: (input, options) => doorClient.checkIn.handIn.mutate(input, options),
  walkIn: (input, options) => doorClient.checkIn.walkIn.mutate(input, options),
  sync: (input, options) => doorClient.checkIn.sync.mutate(input, options),
  undo: (input, options) => doorClient.checkIn.undo.mutate(input, options),
  conflicts: async (input, options) => {
    const page = await doorClient.checkIn.conflicts.query({ ...input, limit: mostConflicts }, options);
    return page.items;
  },
  watch(at, on) {
    let stop = () => {};
    let again: ReturnType<typeof setTimeout> | undefined;
    const start = () => {
      const lose = (thenAfterMs: number | null) => {
        on.lost();
        if (thenAfterMs !== null) again = setTimeout(start, thenAfterMs * (1 + Math.random()));
      };
      const subscription = liveClient.live.event.subscribe(at, {
        onData: ({ data }) => on.update(data),
        onConnectionStateChange: ({ state }) => {
          if (state === "connecting") on.lost();
        },
        // A server that is shut down says goodbye: then nothing is tried again by itself.
        onComplete: () => lose(backSoonMs),
        // Such as "not signed in": not tried again by itself either.
        onError: (error) => lose(isFinal.has(describeFailure(error).code) ? null : watchAgainMs),
      });
      stop = () => subscription.unsubscribe();
    };
    start();
    return () => {
      clearTimeout(again);
      stop();
    };
  },
};
