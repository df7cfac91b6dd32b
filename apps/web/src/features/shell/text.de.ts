import { translation } from "@eventmaster/i18n/text";
import type { shellText } from "./text.ts";

export const shellTextDe = translation<typeof shellText>("shell", {
  language: "Sprache",
});
