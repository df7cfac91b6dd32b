import type { ManagedUpdate } from "@eventmaster/contract/live";
import { api } from "../../lib/trpc.ts";
import { useWatching } from "../../lib/use-watching.ts";
import { isOutdated, withNews } from "./managed-news.ts";
import type { manageInput } from "./manage-search.ts";

/** Keeps the seats on one's list of events as they are; what was decided, created or deleted meanwhile is read anew. */
export function useLiveManaged(input: ReturnType<typeof manageInput>): void {
  useWatching<ManagedUpdate>(
    "managed",
    (live, handlers) => live.managed.subscribe({}, handlers),
    (update) => {
      const known = api.events.managed.getData(input);
      if (!known) return;
      if (isOutdated(known.items, update)) void api.events.managed.invalidate();
      api.events.managed.setData(input, { ...known, items: withNews(known.items, update.events) });
    },
  );
}
