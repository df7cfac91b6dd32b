import { z } from "zod";

export function wholeNumber(min: number, max: number) {
  return z.coerce
    .number("Must be a number")
    .int("Must be a whole number")
    .min(min, `Must be at least ${min}`)
    .max(max, `Must be at most ${max}`);
}

/**
 * How every list is asked for. `cursor` is the `nextCursor` of the page before and wins over `offset`: it stays
 * put when rows are inserted. `offset` serves clients that jump.
 */
export const pageInput = {
  limit: wholeNumber(1, 100).default(20),
  offset: wholeNumber(0, 10_000_000).default(0),
  cursor: z.string("Must be text").max(1000, "Must be at most 1000 characters").nullish(),
};

/**
 * How every list is answered. `total` counts all rows of the filter, not of the page; pages by cursor carry on what the
 * first one counted.
 */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    total: z.number(),
    limit: z.number(),
    offset: z.number(),
    nextCursor: z.string().nullable(),
  });
}

export interface Page<Item> {
  items: Item[];
  total: number;
  limit: number;
  offset: number;
  nextCursor: string | null;
}
