import { errorsText } from "@eventmaster/client/errors-text";
import type { Failure } from "@eventmaster/client/errors-text";
import { textOf } from "@eventmaster/i18n/locale";
import { notCheckedWords } from "./not-checked-words.ts";
import type { OwnScan } from "./own-scan.ts";
import { verdictText } from "./verdict-text.ts";

/** What the door was told of a scan, in the language spoken now. */
export function scanSentence({ outcome, delivery, name, message, facts }: OwnScan): string {
  if (outcome === "not_checked") {
    const code = delivery.state === "undecided" ? delivery.code : undefined;
    return code ? notCheckedWords(code, message) : message;
  }
  return textOf(verdictText).sentence({ verdict: outcome, name, message, facts });
}

/** Why the server would not have a scan, or its undoing: of fields that are wrong, one sentence each. */
export function refusalSentence(code: string | null | undefined, message: string | null): string {
  const { sentence, field } = textOf(errorsText);
  if (!message) return "";
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is no code of ours is told as it came
  if (code !== "validation") return sentence((code ?? "internal") as Failure, message);
  return message.split("\n").map(field).join(" ");
}
