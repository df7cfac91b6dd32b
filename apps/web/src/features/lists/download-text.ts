import { text } from "@eventmaster/i18n/text";

export const downloadText = text("download", {
  export: "Export",
  csv: "As CSV",
  excel: "For Excel",
  csvPart: "These, as CSV",
  excelPart: "These, for Excel",
  failed: "The file could not be fetched",
});
