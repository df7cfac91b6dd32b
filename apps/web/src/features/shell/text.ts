import { text } from "@eventmaster/i18n/text";

export const shellText = text("shell", {
  language: "Language",
});
