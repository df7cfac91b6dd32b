import type { AppRouter } from "@eventmaster/api/root";
import { liveLinks } from "@eventmaster/client/live-links";
import { createTRPCClient } from "@trpc/client";
import { organizationOfTab } from "./organization.ts";

/** For what the server tells by itself; imported where a page watches something. */
export const liveClient = createTRPCClient<AppRouter>({ links: liveLinks(organizationOfTab) });
