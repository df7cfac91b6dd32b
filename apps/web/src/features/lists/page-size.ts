/** Rows of one page of a list that is paged in the URL. */
export const pageSize = 25;

export function offsetOf(page: number | undefined): number {
  return ((page ?? 1) - 1) * pageSize;
}
