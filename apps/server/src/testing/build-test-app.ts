import { createAccessTokens } from "@eventmaster/core/accounts/access-tokens";
import { loadTicketKeys } from "@eventmaster/core/check-in/ticket-keys";
import { seedDemoData } from "@eventmaster/core/demo/seed-demo-data";
import { defaultOrganization } from "@eventmaster/core/organizations/default-organization";
import { createTestDatabase } from "@eventmaster/db/test-database";
import { pino } from "pino";
import { buildApp } from "../app.ts";

/** The host as it runs, on a database of its own; requests are injected, no port is opened. */
export async function buildTestApp() {
  const database = await createTestDatabase({ max: 10 });
  const { db } = database;
  const organizationId = await defaultOrganization(db);
  const ticketKeys = await loadTicketKeys(db);
  const app = await buildApp(
    {
      db,
      organizationId,
      ticketKeys,
      accessTokens: createAccessTokens("a secret key of which nothing but tests knows"),
      corsOrigins: [],
    },
    { logger: pino({ level: "silent" }), trustedProxies: [] },
  );
  return {
    app,
    db,
    seed: () => seedDemoData({ db, organizationId, ticketKeys, now: new Date() }),
    close: async () => {
      await app.close();
      await database.close();
    },
  };
}
