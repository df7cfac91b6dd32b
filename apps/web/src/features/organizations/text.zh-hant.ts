import { formatNumber } from "@eventmaster/i18n/format";
import { translation } from "@eventmaster/i18n/text";
import type { organizationsText } from "./text.ts";

export const organizationsTextZhHant = translation<typeof organizationsText>("organizations", {
  title: "組織",
  subtitle: "每個組織有各自的成員、活動與稽核紀錄，彼此互不可見。",
  yours: "您所屬的組織",
  name: "名稱",
  slug: "代稱",
  slugHint: "用於網址：小寫字母、數字與連字號。",
  role: "您的角色",
  current: "目前所在",
  switchTo: (name) => `切換至 ${name}`,
  switchShort: "切換",
  notSwitched: "未能切換",
  acts: "操作",
  create: "建立組織",
  createNote: "僅限系統營運者。首位管理員可再邀請其他人。",
  adminEmail: "首位管理員的電子郵件",
  adminEmailHint: "若已有驗證過的帳號會立即成為管理員，否則會收到邀請。",
  doCreate: "建立",
  created: (name) => `已建立 ${name}`,
  notCreated: "未能建立",
  all: "系統中的所有組織",
  search: "以名稱或簡稱搜尋",
  count: (count) => `${formatNumber(count)} 個組織`,
  people: "人數",
  admins: "管理員",
  noAdmin: "尚無",
  since: "建立於",
  noneMatches: "沒有符合的組織",
  none: "您不屬於任何組織",
});
