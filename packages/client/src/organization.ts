/** The organization to insist on, by id or slug; null for whatever the server takes for the person's. */
export type WhichOrganization = () => string | null;

/**
 * The address at which a browser insists on an organization (decision 51). Not by a header: neither a file that is saved nor a
 * stream of events can have one, and an answer that was preloaded for one organization would be taken for another's.
 */
export function addressIn(organization: string | null, address: string): string {
  if (organization === null) return address;
  return `${address}${address.includes("?") ? "&" : "?"}organization=${organization}`;
}
