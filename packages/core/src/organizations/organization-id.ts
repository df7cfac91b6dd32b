import type { OrganizationId } from "../context.ts";

/**
 * Makes the brand: only for an id that was just read from the database, by what entitles the caller to it (a membership,
 * an invitation's token, an API key, or the public slug).
 */
export function trustOrganizationId(id: string): OrganizationId {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- here the brand is made
  return id as OrganizationId;
}
