import { translation } from "@eventmaster/i18n/text";
import type { draftText } from "./draft-text.ts";

export const draftTextDe = translation<typeof draftText>("draft", {
  found: "Was Sie zuvor getippt haben, ist wieder da; gespeichert ist davon noch nichts.",
  keptSince: (time) => `In diesem Browser behalten seit ${time}.`,
  discard: "Verwerfen",
});
