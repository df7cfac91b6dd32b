import type { ManagedUpdate } from "@eventmaster/contract/live";
import { api } from "../../lib/trpc.ts";
import { useWatching } from "../../lib/use-watching.ts";
import type { manageInput } from "./manage-search.ts";

/** Keeps the seats on one's list of events as they are; what was decided, created or deleted meanwhile is read anew. */
export function useLiveManaged(input: ReturnType<typeof manageInput>): void {
  useWatching<ManagedUpdate>(
    "managed",
    (live, handlers) => live.managed.subscribe({}, handlers),
    (update) => {
      const known = api.events.managed.getData(input);
      if (!known) return;
      const news = new Map(update.events.map((event) => [event.id, event]));
      const isDecided = known.items.some(({ id, status }) => (news.get(id)?.status ?? status) !== status);
      const isGone = known.items.some(({ id }) => update.removed.includes(id));
      if (isDecided || isGone) void api.events.managed.invalidate();
      api.events.managed.setData(input, {
        ...known,
        items: known.items.map((event) => {
          const { capacity, registeredCount } = news.get(event.id) ?? event;
          return { ...event, capacity, registeredCount };
        }),
      });
    },
  );
}
