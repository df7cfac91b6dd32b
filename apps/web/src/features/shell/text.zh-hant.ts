import { translation } from "@eventmaster/i18n/text";
import type { shellText } from "./text.ts";

export const shellTextZhHant = translation<typeof shellText>("shell", {
  language: "語言",
});
