import type { LoggedScan } from "@eventmaster/contract/check-in";
import { type Verdict, verdicts } from "@eventmaster/contract/verdicts";
import { idParam, oneOf, stringifySearch, textParam } from "../../lib/search-params.ts";

export interface ScansSearch {
  q?: string | undefined;
  verdict?: Verdict | undefined;
  direction?: LoggedScan["direction"] | undefined;
  point?: string | undefined;
}

export function readScansSearch(search: Record<string, unknown>): ScansSearch {
  return {
    q: textParam(search["q"]),
    verdict: oneOf(verdicts, search["verdict"]),
    direction: oneOf(["entry", "exit"], search["direction"]),
    point: idParam(search["point"]),
  };
}

/** The log as a file, by the filters that one sees it with. */
export function scansFile(
  eventId: string,
  ending: "csv" | "xlsx",
  { q, verdict, direction, point }: ScansSearch,
): string {
  const filters = stringifySearch({ q, verdict, direction, check_in_point_id: point });
  return `/api/v1/events/${eventId}/scans.${ending}${filters}`;
}

export function conflictsInput(eventId: string) {
  return { eventId, limit: 50 };
}
