import { text } from "@eventmaster/i18n/text";
import type { SaidVerdict } from "./verdict-facts.ts";

/** A verdict's sentence. English is what server and device wrote down; other languages say it from its facts. */
export const verdictText = text("scanner.verdict", { sentence: (said: SaidVerdict) => said.message });
