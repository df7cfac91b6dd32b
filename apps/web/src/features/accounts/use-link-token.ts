import { useSearch } from "@tanstack/react-router";
import { readText } from "../../lib/search-params.ts";

/** The token of the mail's link that was opened: pages of links have it in their address. */
export function useLinkToken(): string | undefined {
  const search: { token?: unknown } = useSearch({ strict: false });
  return readText(search.token);
}
