import type { Me } from "@eventmaster/contract/accounts";
import { type Action, can, type Standing } from "@eventmaster/contract/permissions";
import { redirect } from "@tanstack/react-router";
import { failureOf, Refusal } from "./failure.ts";
import { forgetKeptTickets, recallTickets } from "./kept-tickets.ts";
import { api, trpc } from "./trpc.ts";

/** Who is signed in, or null; `isAnew`: whatever is remembered. @throws when the server cannot be reached */
export async function loadSession({ isAnew = false } = {}): Promise<Me | null> {
  try {
    return await (isAnew
      ? api.accounts.session.fetch(undefined, { staleTime: 0 })
      : api.accounts.session.ensureData());
  } catch (error) {
    const { code } = failureOf(error);
    if (code === "network") {
      recallTickets();
      const known = api.accounts.session.getData();
      if (known) return known;
    }
    if (code !== "session_ended") throw error;
    forgetKeptTickets();
    api.accounts.session.setData(undefined, null);
    return null;
  }
}

/** What is known of who is signed in: nobody, as long as nothing is known. */
export function useSession(): Me | null {
  return trpc.accounts.session.useQuery().data ?? null;
}

export function useCan(action: Action): boolean {
  return can(standingOf(useSession()), action);
}

export function standingOf(me: Me | null): Standing {
  return me?.role ?? "anonymous";
}

/**
 * For the loader of a page that not everybody may open: whoever is not signed in is sent to log in and comes back.
 * @throws Refusal forbidden
 */
export async function admit(action: Action, location: { href: string }): Promise<Me> {
  const me = await loadSession();
  if (!me) throw redirect({ to: "/login", search: { redirect: location.href } });
  if (!can(me.role, action)) throw new Refusal("forbidden");
  return me;
}
