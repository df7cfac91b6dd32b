import { sql } from "drizzle-orm";
import type { Transaction } from "./client.ts";

/** The role under which the tenant's policies hold: it owns no table and has no BYPASSRLS. Made by a migration. */
export const tenantRole = "eventmaster_tenant";

/**
 * From here to its end the transaction sees one tenant only, whatever its queries say: row-level security compares each
 * row's organization with the one set here. `SET LOCAL` in one statement, so that the connection goes back to the pool clean.
 */
export async function enterTenant(tx: Transaction, organizationId: string): Promise<void> {
  await tx.execute(
    sql`select set_config('role', ${tenantRole}, true), set_config('app.organization_id', ${organizationId}, true)`,
  );
}
