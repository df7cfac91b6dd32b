import { text } from "@eventmaster/i18n/text";

export const draftText = text("draft", {
  found: "What you typed before is here again; nothing of it is saved yet.",
  keptSince: (time: string) => `Kept in this browser since ${time}.`,
  discard: "Discard it",
});
