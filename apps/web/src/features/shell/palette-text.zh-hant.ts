import { translation } from "@eventmaster/i18n/text";
import type { paletteText } from "./palette-text.ts";

export const paletteTextZhHant = translation<typeof paletteText>("palette", {
  paletteHint: "頁面、操作與活動",
  go: "前往",
  act: "操作",
  events: "活動",
  nothingFound: "找不到符合的項目",
  allEventsFor: (words) => `在所有活動中搜尋「${words}」`,
  shortcutKeys: {
    palette: "前往或搜尋",
    help: "這份清單",
    search: "搜尋此頁面",
    goHome: "首頁",
    goEvents: "活動",
    goTickets: "我的票券",
    goManage: "我的活動",
    goAccount: "帳號設定",
    close: "關閉目前開啟的視窗",
  },
  thenKey: "再按",
  singleKeys: "單鍵快速鍵",
  singleKeysHint: "若您使用語音輸入或容易誤觸按鍵，可以關閉。",
});
