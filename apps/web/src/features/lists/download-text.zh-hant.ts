import { translation } from "@eventmaster/i18n/text";
import type { downloadText } from "./download-text.ts";

export const downloadTextZhHant = translation<typeof downloadText>("download", {
  export: "匯出",
  csv: "CSV 檔",
  excel: "Excel 檔",
  csvFiltered: "篩選結果（CSV）",
  excelFiltered: "篩選結果（Excel）",
});
