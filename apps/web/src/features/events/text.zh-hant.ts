import { formatNumber } from "@eventmaster/i18n/format";
import { translation } from "@eventmaster/i18n/text";
import type { eventsText } from "./text.ts";

export const eventsTextZhHant = translation<typeof eventsText>("events", {
  whatsOn: "近期活動",
  events: "活動",
  searchEvents: "搜尋活動",
  category: "類別",
  all: "全部",
  found: (total) => (total === 0 ? "沒有活動" : `${formatNumber(total)} 個活動`),
  foundFor: (found, words) => `「${words}」：${found}`,
  shownOf: (shown, total) => `${formatNumber(shown)} / ${formatNumber(total)}`,
  loadMore: "載入更多活動",
  loading: "載入中…",
  moreFailed: "無法載入更多活動，請再試一次。",
  noMatch: "找不到符合的活動",
  noMatchHint: "換個關鍵字試試，或改找所有類別。",
  showAll: "顯示所有活動",
  noneYet: "目前沒有活動",
  comeBack: "敬請期待，新活動會顯示在這裡。",
  yoursToMake: "由您來建立第一個活動吧。",
  create: "建立活動",
  picture: "圖片",
  over: "已結束",
});
