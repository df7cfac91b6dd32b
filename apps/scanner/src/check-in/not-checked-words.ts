import type { ApiFailure } from "@eventmaster/client/errors";
import { errorsText } from "@eventmaster/client/errors-text";
import { textOf } from "@eventmaster/i18n/locale";
import { doorText } from "./text.ts";

/** Why there is no verdict: in the door's own words where it has some. */
export function notCheckedWords(reason: ApiFailure["code"], message: string): string {
  const known: Partial<Record<string, string>> = textOf(doorText).notChecked;
  return known[reason] ?? textOf(errorsText).sentence(reason, message);
}
