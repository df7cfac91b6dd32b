import type { AnalyticsSearch } from "./analytics-search.ts";

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
