import type { LoggedScan } from "@eventmaster/contract/check-in";
import { type Verdict, verdicts } from "@eventmaster/contract/verdicts";
import { idParam, oneOf, textParam } from "../../lib/search-params.ts";

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

export function conflictsInput(eventId: string) {
  return { eventId, limit: 50 };
}
