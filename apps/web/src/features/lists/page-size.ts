import { pageSize } from "@eventmaster/contract/first-asks";

/** Rows of one page of a list that is paged in the URL. */
export { pageSize };

export function offsetOf(page: number | undefined): number {
  return ((page ?? 1) - 1) * pageSize;
}
