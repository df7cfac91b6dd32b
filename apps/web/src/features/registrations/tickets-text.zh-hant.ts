import { formatNumber } from "@eventmaster/i18n/format";
import { translation } from "@eventmaster/i18n/text";
import type { ticketsText } from "./tickets-text.ts";

export const ticketsTextZhHant = translation<typeof ticketsText>("tickets", {
  myTickets: "我的票券",
  eventCancelled: "活動已取消",
  which: "票券分類",
  upcoming: "即將舉行",
  past: "過往",
  tickets: "票券",
  noPast: "沒有過往票券",
  noPastHint: "已結束活動與已取消的票券會保留在這裡。",
  none: "還沒有票券",
  noneHint: "報名活動後，入場用的票券會顯示在這裡。",
  browse: "瀏覽活動",
  waiting: "候補名單",
  waitingPlace: (position) => `第 ${formatNumber(position)} 位`,
  waitingOffered: "已保留名額",
});
