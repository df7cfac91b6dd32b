import { formatNumber } from "@eventmaster/i18n/format";
import { translation } from "@eventmaster/i18n/text";
import type { uiText } from "./text.ts";

export const uiTextZhHant = translation<typeof uiText>("ui", {
  categories: {
    company: "公司活動",
    conference: "研討會",
    meetup: "聚會",
    talk: "講座",
    workshop: "工作坊",
    social: "社交活動",
    music: "音樂",
    sport: "運動",
    other: "其他",
  },
  roles: { member: "成員", organizer: "主辦人", admin: "管理員", guest: "訪客" },
  eventStatus: { pending: "待審核", published: "已發布", rejected: "已退回", cancelled: "已取消" },
  registrationStatus: { registered: "已報名", checked_in: "已入場", cancelled: "已取消" },
  errorStates: {
    forbidden: { title: "您無法開啟此頁面", text: "您的角色沒有權限。若您應該要有權限，請聯絡管理員。" },
    "not-found": { title: "找不到頁面", text: "網址可能有誤，或內容已被移除。" },
    offline: { title: "您目前離線", text: "此頁面需要網路連線。先前開過的票券仍可使用。" },
    unexpected: { title: "系統發生問題", text: "這不是您造成的，再試一次也許就好了。" },
  },
  nameRequest: "尋求協助時，請提供此要求編號：",
  language: "語言",
  languageFailed: "無法載入此語言",
  skip: "跳至主要內容",
  mainNav: "主選單",
  loading: "載入中",
  previous: "上一頁",
  next: "下一頁",
  pagesOf: (label) => `${label}：分頁`,
  nothingHere: "沒有資料",
  rangeOf: (range, total) => `第 ${range} 筆，共 ${formatNumber(total)} 筆`,
  clearSearch: "清除搜尋",
  seatsTaken: "已報名名額",
  seatsOf: (taken, capacity) => `${formatNumber(capacity)} 個名額已報名 ${formatNumber(taken)} 個`,
  full: "額滿",
  lastSeat: "剩最後一個名額",
  seatsLeft: (left) => `剩 ${formatNumber(left)} 個名額`,
  whereYouAre: (time, city) => `您所在的${city}時間：${time}`,
});
