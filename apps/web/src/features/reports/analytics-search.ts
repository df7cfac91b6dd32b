import { oneOf } from "../../lib/search-params.ts";

export const periods = ["30", "90", "365", "730"] as const;

export interface AnalyticsSearch {
  days?: (typeof periods)[number] | undefined;
}

export function readAnalyticsSearch(search: Record<string, unknown>): AnalyticsSearch {
  return { days: oneOf(periods, search["days"]) };
}
