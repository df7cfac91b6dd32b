import { readText } from "../../lib/search-params.ts";

/** What the address of a mail's link carries. */
export interface LinkSearch {
  token?: string | undefined;
}

export function readLinkSearch(search: Record<string, unknown>): LinkSearch {
  return { token: readText(search["token"]) };
}
