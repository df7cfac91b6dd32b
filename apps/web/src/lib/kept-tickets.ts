import type { Query } from "@tanstack/react-query";
import { queryClient } from "./query-client.ts";

/**
 * Tickets, and whose they are, kept in this browser so that the door opens without a network. Signing out takes them
 * away; so does a session that has ended, and somebody else who signs in.
 */
const storageKey = "eventmaster.kept";

interface Kept {
  userId: string;
  entries: { queryKey: readonly unknown[]; data: unknown; updatedAt: number }[];
}

/** Who is signed in, the lists of their tickets, and each ticket that was looked at. */
function isKept({ queryKey, state }: Query): boolean {
  const path = Array.isArray(queryKey[0]) ? queryKey[0].join(".") : "";
  return (
    state.status === "success" &&
    state.data !== null &&
    /^(?:accounts\.session|registrations\.(?:mine|get|forEvent))$/u.test(path)
  );
}

/** Writes down what is read from now on; returns how to stop. */
export function keepTickets(userId: string): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    const entries = queryClient
      .getQueryCache()
      .findAll({ predicate: isKept })
      .map(({ queryKey, state }) => ({ queryKey, data: state.data, updatedAt: state.dataUpdatedAt }));
    try {
      localStorage.setItem(storageKey, JSON.stringify({ userId, entries } satisfies Kept));
    } catch {
      // No room, or not allowed: tickets then need a network.
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(write, 500);
  };
  write();
  const unsubscribe = queryClient.getQueryCache().subscribe(({ type, query }) => {
    if (type === "updated" && isKept(query)) soon();
  });
  return () => {
    clearTimeout(timer);
    unsubscribe();
  };
}

export function forgetKeptTickets(): void {
  localStorage.removeItem(storageKey);
}

/** Puts what was kept where pages look for it, unless something newer is there. */
export function recallTickets(): void {
  let kept: Kept | null = null;
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `keepTickets` only
    kept = JSON.parse(localStorage.getItem(storageKey) ?? "null") as Kept | null;
  } catch {
    forgetKeptTickets();
  }
  for (const { queryKey, data, updatedAt } of kept?.entries ?? []) {
    if (queryClient.getQueryData(queryKey) === undefined)
      queryClient.setQueryData(queryKey, data, { updatedAt });
  }
}
