import type { Database } from "@eventmaster/db/client";

/** The pool, and how many transactions were begun on it: one that PostgreSQL gave up is begun again. */
export function countingTransactions(pool: Database): { db: Database; begun: () => number } {
  let begun = 0;
  const db = new Proxy(pool, {
    get(target, property, receiver) {
      if (property === "transaction") begun++;
      return Reflect.get(target, property, receiver) as unknown;
    },
  });
  return { db, begun: () => begun };
}
