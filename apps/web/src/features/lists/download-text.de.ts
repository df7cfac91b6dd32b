import { translation } from "@eventmaster/i18n/text";
import type { downloadText } from "./download-text.ts";

export const downloadTextDe = translation<typeof downloadText>("download", {
  export: "Exportieren",
  csv: "Als CSV",
  excel: "Für Excel",
  csvPart: "Diese als CSV",
  excelPart: "Diese für Excel",
  failed: "Die Datei konnte nicht geholt werden",
});
