import type { LoggedScan } from "@eventmaster/contract/check-in";
import { type Verdict, verdicts } from "@eventmaster/contract/verdicts";
import { oneOf, textParam } from "../../lib/search-params.ts";

export interface ScansSearch {
  q?: string | undefined;
  verdict?: Verdict | undefined;
  direction?: LoggedScan["direction"] | undefined;
  point?: string | undefined;
}

export function readScansSearch(search: Record<string, unknown>): ScansSearch {
  const point = search["point"];
  return {
    q: textParam(search["q"]),
    verdict: oneOf(verdicts, search["verdict"]),
    direction: oneOf(["entry", "exit"], search["direction"]),
    point: typeof point === "string" && /^[0-9a-f-]{36}$/iu.test(point) ? point : undefined,
  };
}

export function conflictsInput(eventId: string) {
  return { eventId, limit: 50 };
}
