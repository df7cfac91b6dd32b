import { connect, type Connection } from "@eventmaster/db/client";
import { type ContextOptions, startTestSystem, type TestSystem } from "./test-system.ts";

/** One database with two servers' pools on it, 20 connections each. */
export interface TwoServers {
  system: TestSystem;
  /** Every second caller comes by the other server. */
  serverOf(index: number): Pick<ContextOptions, "db">;
  otherServer: Connection;
  close(): Promise<void>;
}

const connections = 20;

export async function startTwoServers(): Promise<TwoServers> {
  const system = await startTestSystem({ max: connections });
  const otherServer = connect(system.database.url, { max: connections });
  // All open before the race begins: who has to connect first comes when the others are done.
  for (const { sql } of [system, otherServer])
    await Promise.all(Array.from({ length: connections }, () => sql`select 1`));
  return {
    system,
    otherServer,
    serverOf: (index) => (index % 2 === 0 ? {} : { db: otherServer.db }),
    close: async () => {
      await otherServer.close();
      await system.close();
    },
  };
}
