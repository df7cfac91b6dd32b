import type { DatabaseOrTransaction } from "@eventmaster/db/client";
import { organizations } from "@eventmaster/db/schema/organizations";
import { eq } from "drizzle-orm";
import type { OrganizationId } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { trustOrganizationId } from "./organization-id.ts";

const idPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;
const slugPattern = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u;

/**
 * The organization that a request names by id or slug. That it exists is public, as its published events are.
 * @throws organization_not_found
 */
export async function findOrganization(pool: DatabaseOrTransaction, named: string): Promise<OrganizationId> {
  const [found] =
    idPattern.test(named) || slugPattern.test(named)
      ? await pool
          .select({ id: organizations.id })
          .from(organizations)
          .where(
            idPattern.test(named) ? eq(organizations.id, named.toLowerCase()) : eq(organizations.slug, named),
          )
      : [];
  if (!found) throw new DomainError("organization_not_found");
  return trustOrganizationId(found.id);
}
