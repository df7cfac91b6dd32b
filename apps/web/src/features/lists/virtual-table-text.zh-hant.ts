import { formatNumber } from "@eventmaster/i18n/format";
import { translation } from "@eventmaster/i18n/text";
import type { virtualTableText } from "./virtual-table-text.ts";

export const virtualTableTextZhHant = translation<typeof virtualTableText>("virtual-table", {
  selectRow: (name) => `選取 ${name}`,
  selectAll: "全選已載入的項目",
  loadingMore: "正在載入更多資料",
  moreFailed: "無法載入更多資料。",
  tryAgain: "重試",
  loaded: (count, total) => `已載入 ${formatNumber(count)} / ${formatNumber(total)}`,
  onPaper: "紙本只印出當時顯示的列；需要完整名單請使用匯出功能。",
});
