import { describeFailure } from "@eventmaster/client/errors";
import { apiClient, doorClient } from "../api.ts";
import type { DoorServer } from "./door-server.ts";

/** The most conflicts that one screen shows. */
const mostConflicts = 100;

/** Milliseconds until a subscription that the server ended is tried again. */
const watchAgainMs = 10_000;

/** The server as the offline engine sees it. None of its calls waits for another in one batch. */
export const apiDoorServer: DoorServer = {
  clock: (options) => doorClient.checkIn.keys.query(undefined, options),
  roster: (input, options) => doorClient.checkIn.roster.query(input, options),
  keys: (options) => doorClient.checkIn.keys.query(undefined, options),
  verify: (input, options) => doorClient.checkIn.verify.mutate(input, options),
  walkIn: (input, options) => doorClient.checkIn.walkIn.mutate(input, options),
  sync: (input, options) => doorClient.checkIn.sync.mutate(input, options),
  undo: (input, options) => doorClient.checkIn.undo.mutate(input, options),
  conflicts: async (input, options) => {
    const page = await doorClient.checkIn.conflicts.query({ ...input, limit: mostConflicts }, options);
    return page.items;
  },
  watch(eventId, on) {
    let stop = () => {};
    let again: ReturnType<typeof setTimeout> | undefined;
    const start = () => {
      const subscription = apiClient.live.event.subscribe(
        { eventId },
        {
          onData: ({ data }) => on.update(data),
          onConnectionStateChange: ({ state }) => {
            if (state !== "pending") on.lost();
          },
          // Such as "not signed in": the connection is not tried again by itself.
          onError: (error) => {
            on.lost();
            if (describeFailure(error).code !== "forbidden") again = setTimeout(start, watchAgainMs);
          },
        },
      );
      stop = () => subscription.unsubscribe();
    };
    start();
    return () => {
      clearTimeout(again);
      stop();
    };
  },
};
