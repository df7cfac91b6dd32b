import { hashKey, type Query } from "@tanstack/react-query";
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

/** A browser has room for some five megabytes; nobody stands at a door with more tickets. */
const mostEntries = 200;

/** What this person read last, newest first: of before this page was loaded, too. */
function entriesOf(userId: string): Kept["entries"] {
  const read = queryClient
    .getQueryCache()
    .findAll({ predicate: isKept })
    .map(({ queryKey, state }) => ({ queryKey, data: state.data, updatedAt: state.dataUpdatedAt }));
  const before = readKept();
  const older = before?.userId === userId ? before.entries : [];
  const newest = new Map([...older, ...read].map((entry) => [hashKey(entry.queryKey), entry]));
  return [...newest.values()].toSorted((one, other) => other.updatedAt - one.updatedAt).slice(0, mostEntries);
}

/** Writes down what is read from now on; returns how to stop. */
export function keepTickets(userId: string): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    try {
      const kept: Kept = { userId, entries: entriesOf(userId) };
      localStorage.setItem(storageKey, JSON.stringify(kept));
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

function readKept(): Kept | null {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `keepTickets` only
    return JSON.parse(localStorage.getItem(storageKey) ?? "null") as Kept | null;
  } catch {
    forgetKeptTickets();
    return null;
  }
}

/** Puts what was kept where pages look for it, unless something newer is there. */
export function recallTickets(): void {
  for (const { queryKey, data, updatedAt } of readKept()?.entries ?? []) {
    if (queryClient.getQueryData(queryKey) === undefined)
      queryClient.setQueryData(queryKey, data, { updatedAt });
  }
}
