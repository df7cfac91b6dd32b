import { formatNumber } from "@eventmaster/i18n/format";
import { translation } from "@eventmaster/i18n/text";
import type { virtualTableText } from "./virtual-table-text.ts";

export const virtualTableTextDe = translation<typeof virtualTableText>("virtual-table", {
  selectRow: (name) => `${name} auswählen`,
  selectAll: "Alle geladenen auswählen",
  loadingMore: "Weitere Zeilen werden geladen",
  moreFailed: "Die nächsten Zeilen konnten nicht geladen werden.",
  tryAgain: "Noch einmal versuchen",
  loaded: (count, total) => `${formatNumber(count)} von ${formatNumber(total)} geladen`,
  onPaper: "Gedruckt werden nur die sichtbaren Zeilen. Exportieren Sie die Liste, um alle zu haben.",
});
