import { text } from "@eventmaster/i18n/text";

export const downloadText = text("download", {
  export: "Export",
  csv: "As CSV",
  excel: "For Excel",
  csvFiltered: "These, as CSV",
  excelFiltered: "These, for Excel",
});
