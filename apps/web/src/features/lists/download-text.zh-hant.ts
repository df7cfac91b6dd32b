import { translation } from "@eventmaster/i18n/text";
import type { downloadText } from "./download-text.ts";

export const downloadTextZhHant = translation<typeof downloadText>("download", {
  export: "匯出",
  csv: "CSV 檔",
  excel: "Excel 檔",
  csvPart: "這些（CSV 檔）",
  excelPart: "這些（Excel 檔）",
  failed: "無法取得檔案",
});
