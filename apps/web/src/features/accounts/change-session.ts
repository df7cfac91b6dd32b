import type { Me } from "@eventmaster/contract/accounts";
import type { AnyRouter } from "@tanstack/react-router";
import { isOtherApp, safeRedirect } from "../../lib/safe-redirect.ts";
import { forgetKeptTickets } from "../../lib/kept-tickets.ts";
import { queryClient } from "../../lib/query-client.ts";
import { api } from "../../lib/trpc.ts";

/** Somebody has logged in or signed up: nothing that was read before is theirs, and they go where they wanted to. */
export async function beginSession(router: AnyRouter, me: Me, target: string | undefined): Promise<void> {
  const path = safeRedirect(target);
  await queryClient.cancelQueries();
  queryClient.removeQueries({ predicate: (query) => query.getObserversCount() === 0 });
  forgetKeptTickets();
  api.accounts.session.setData(undefined, me);
  if (isOtherApp(path)) {
    window.location.assign(path);
    return;
  }
  router.history.replace(path);
}

/** Logged out: back to what everybody may see, with nothing of theirs left in memory. */
export async function forgetSession(router: AnyRouter): Promise<void> {
  await queryClient.cancelQueries();
  forgetKeptTickets();
  api.accounts.session.setData(undefined, null);
  await router.navigate({ to: "/events" });
  queryClient.removeQueries({ predicate: (query) => query.getObserversCount() === 0 });
  await router.invalidate();
}

/** Another organization from now on: nothing that was read belongs to it. */
export async function changeOrganization(router: AnyRouter): Promise<void> {
  await queryClient.cancelQueries();
  forgetKeptTickets();
  await router.navigate({ to: "/events" });
  queryClient.removeQueries({ predicate: (query) => query.getObserversCount() === 0 });
  await queryClient.invalidateQueries();
  await router.invalidate();
}
