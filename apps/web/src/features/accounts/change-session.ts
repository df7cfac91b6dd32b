import type { Me } from "@eventmaster/contract/accounts";
import type { AnyRouter } from "@tanstack/react-router";
import { isOtherApp, safeRedirect } from "../../lib/safe-redirect.ts";
import { forgetKeptTickets } from "../../lib/kept-tickets.ts";
import { queryClient } from "../../lib/query-client.ts";
import { learnOrganization, type Place, turnTo } from "../../lib/organization.ts";
import { loadSession } from "../../lib/session.ts";
import { api } from "../../lib/trpc.ts";

/** Somebody has logged in or signed up: nothing that was read before is theirs, and they go where they wanted to. */
export async function beginSession(router: AnyRouter, me: Me, target: string | undefined): Promise<void> {
  const path = safeRedirect(target);
  await queryClient.cancelQueries();
  queryClient.removeQueries({ predicate: (query) => query.getObserversCount() === 0 });
  forgetKeptTickets();
  turnTo(null);
  learnOrganization(me.organizationId);
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
  turnTo(null);
  api.accounts.session.setData(undefined, null);
  await router.navigate({ to: "/events" });
  queryClient.removeQueries({ predicate: (query) => query.getObserversCount() === 0 });
  await router.invalidate();
}

/** Another organization from now on, null for the one where the server takes the person: nothing that was read belongs to it. */
export async function changeOrganization(router: AnyRouter, place: Place | null): Promise<void> {
  await queryClient.cancelQueries();
  forgetKeptTickets();
  turnTo(place);
  await router.navigate({ to: "/events" });
  queryClient.removeQueries({ predicate: (query) => query.getObserversCount() === 0 });
  await queryClient.invalidateQueries();
  await router.invalidate();
}

/** The same organization's page at the address where the person is already: a link led there. */
export async function followInto(place: Place): Promise<void> {
  await queryClient.cancelQueries();
  turnTo(place);
  // Before any page asks what the person may do there.
  await loadSession({ isAnew: true });
  queryClient.removeQueries({ predicate: (query) => query.getObserversCount() === 0 });
  await queryClient.invalidateQueries();
}
