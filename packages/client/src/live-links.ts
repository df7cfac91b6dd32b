import type { AppRouter } from "@eventmaster/api/root";
import type { TRPCLink } from "@trpc/client";
import { eventStreamLink } from "./event-stream-link.ts";
import { keepWatching, type Patience } from "./keep-watching.ts";
import { apiUrl } from "./links.ts";
import type { WhichOrganization } from "./organization.ts";

/**
 * For subscriptions, in a module of its own: the first page everybody loads has none. They are a stream of events (SSE),
 * which rides on the cookie and goes on where it was when it was cut off.
 */
export function liveLinks(organization: WhichOrganization, patience?: Patience): TRPCLink<AppRouter>[] {
  return [keepWatching(patience), eventStreamLink(apiUrl, organization)];
}
