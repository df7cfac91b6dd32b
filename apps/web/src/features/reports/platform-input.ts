import { oneOf } from "../../lib/search-params.ts";

export const periods = ["30", "90", "365", "730"] as const;

export interface AnalyticsSearch {
  days?: (typeof periods)[number] | undefined;
}

export function readAnalyticsSearch(search: Record<string, unknown>): AnalyticsSearch {
  return { days: oneOf(periods, search["days"]) };
}

const units = { "30": "day", "90": "week", "365": "month", "730": "month" } as const;

/** The same for an hour, so that what the loader read is what the page asks for. */
export function platformInput({ days = "90" }: AnalyticsSearch, now: Date) {
  const hour = 3_600_000;
  const to = Math.ceil(now.getTime() / hour) * hour;
  return {
    from: new Date(to - Number(days) * 24 * hour).toISOString(),
    to: new Date(to).toISOString(),
    unit: units[days],
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}
