import { loadTicketKeys } from "@eventmaster/core/check-in/ticket-keys";
import { connect } from "@eventmaster/db/client";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Server } from "../src/run-server.ts";

/** Straight into the database: buying that many would take hours. Gives the codes of the first `codes` of them. */
export async function sellTickets(
  { dataDir }: Server,
  eventId: string,
  { tickets, codes }: { tickets: number; codes: number },
): Promise<string[]> {
  const url = (await readFile(join(dataDir, "database-url"), "utf8")).trim();
  const connection = connect(url, { max: 1 });
  try {
    const { db } = connection;
    const sql = db.$client;
    await sql`insert into users (id, email, display_name)
      select gen_random_uuid(), 'guest-' || n || '@company.test', 'Guest Number ' || n from generate_series(1, ${tickets}) n`;
    const sold = await sql<{ id: string }[]>`insert into registrations
        (id, organization_id, event_id, user_id, qr_code, event_title, event_start_at)
      select gen_random_uuid(), events.organization_id, events.id, users.id, users.id, events.title, events.start_at
        from events, users where events.id = ${eventId} and users.email like 'guest-%' returning id`;
    await sql`update events set registered_count = ${tickets} where id = ${eventId}`;
    // In those hours the database would have done it by itself; here it would in the middle of what is measured.
    await sql`vacuum analyze users, registrations, events`;
    const keys = await loadTicketKeys(db);
    return sold.slice(0, codes).map(({ id }) => keys.sign({ eventId, registrationId: id, generation: 1 }));
  } finally {
    await connection.close();
  }
}
