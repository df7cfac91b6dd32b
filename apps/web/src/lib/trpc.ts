import type { AppRouter } from "@eventmaster/api/root";
import { apiLinks } from "@eventmaster/client/links";
import { createTRPCClient } from "@trpc/client";
import { createTRPCQueryUtils, createTRPCReact } from "@trpc/react-query";
import { askToLogIn } from "./log-in-again.ts";
import { organizationOfTab } from "./organization.ts";
import { queryClient } from "./query-client.ts";

/** Hooks, for components. */
export const trpc = createTRPCReact<AppRouter>();

export const trpcClient = createTRPCClient<AppRouter>({
  links: apiLinks({ organization: organizationOfTab, logInAgain: askToLogIn }),
});

/** The same procedures and their cache outside of components: for loaders, and for what a mutation makes stale. */
export const api = createTRPCQueryUtils({ queryClient, client: trpcClient });
