import { translation } from "@eventmaster/i18n/text";
import type { downloadText } from "./download-text.ts";

export const downloadTextDe = translation<typeof downloadText>("download", {
  export: "Exportieren",
  csv: "Als CSV",
  excel: "Für Excel",
  csvFiltered: "Diese als CSV",
  excelFiltered: "Diese für Excel",
});
