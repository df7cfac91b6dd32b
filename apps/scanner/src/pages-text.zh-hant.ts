import { formatNumber } from "@eventmaster/i18n/format";
import { translation } from "@eventmaster/i18n/text";
import type { pagesText } from "./pages-text.ts";

export const pagesTextZhHant = translation<typeof pagesText>("scanner.pages", {
  site: "EventMaster 掃描器",
  signIn: {
    title: "登入以驗票",
    subtitle: "使用您的 EventMaster 帳號。",
    offline: "目前沒有連線。登入需要網路，登入後離線也能驗票。",
    failed: "尚未登入",
    act: "登入",
  },
  events: {
    title: "選擇活動",
    none: "沒有可驗票的活動",
    staffOnly: "驗票僅限驗票人員",
    subtitle: "掃描的票券會依此活動檢查。",
    web: "活動與票券",
    search: "搜尋活動",
    searchHint: "名稱或地點",
    notFound: "沒有名稱或地點符合的活動",
    fewer: "請試試較短的字詞。",
    nothingOn: "目前沒有活動",
    openWeb: "開啟 EventMaster",
    until: "已發布的活動會顯示在此，直到結束後十二小時。",
    noStaff: "您不是任何活動的驗票人員",
    toTickets: "前往我的票券",
    askOrganizer: (email) => `您以 ${email} 登入。若要驗票，請主辦人將您加入驗票人員。`,
    onNow: "進行中",
    admitted: (admitted, registered) => `已入場 ${formatNumber(admitted)} / ${formatNumber(registered)} 人`,
  },
  notYours: "您不能為這場活動驗票",
  notYoursWhy: "活動可能已結束、取消或未發布，或您不是驗票人員。",
  choose: "選擇活動",
  failure: {
    offline: "沒有連線",
    offlineWhy: "掃描器無法連線到伺服器，請檢查網路後再試一次。",
    again: "再試一次",
  },
  newVersion: { there: "掃描器有新版本。", update: "立即更新" },
});
