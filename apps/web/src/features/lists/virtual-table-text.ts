import { formatNumber } from "@eventmaster/i18n/format";
import { text } from "@eventmaster/i18n/text";

export const virtualTableText = text("virtual-table", {
  selectRow: (name: string) => `Select ${name}`,
  selectAll: "Select all that are loaded",
  loadingMore: "More rows are being loaded",
  moreFailed: "The next rows could not be loaded.",
  tryAgain: "Try again",
  loaded: (count: number, total: number) => `${formatNumber(count)} of ${formatNumber(total)} loaded`,
  onPaper: "Only the rows in sight are printed. Export the list to have all of it.",
});
