import { formatNumber } from "@eventmaster/i18n/format";
import { translation } from "@eventmaster/i18n/text";
import type { searchText } from "./search-text.ts";

export const searchTextZhHant = translation<typeof searchText>("scanner.search", {
  title: "搜尋來賓",
  label: "姓名或電子郵件",
  hint: "在這台裝置的票券中搜尋，離線也能使用。",
  none: "這台裝置上沒有姓名或電子郵件符合的人。",
  more: (shown) => `顯示前 ${formatNumber(shown)} 筆，請再多輸入幾個字。`,
  admit: "准予入場",
  noName: "不顯示姓名",
  cancelled: "這張票已取消",
  askForTicket: "本活動驗票時不顯示電子郵件，請對方出示票券代碼",
  namesHidden: "本活動驗票時不顯示姓名，請對方出示票券代碼。",
  states: { registered: "尚未入場", checked_in: "已入場", cancelled: "已取消" },
});
