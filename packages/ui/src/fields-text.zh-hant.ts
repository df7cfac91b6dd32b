import { formatNumber } from "@eventmaster/i18n/format";
import { translation } from "@eventmaster/i18n/text";
import type { fieldsText } from "./fields-text.ts";

export const fieldsTextZhHant = translation<typeof fieldsText>("ui-fields", {
  back: "返回",
  close: "關閉",
  dismiss: "關閉訊息",
  messages: "訊息",
  optional: "選填",
  choose: "請選擇…",
  noMatch: "找不到符合項目",
  nothingToChoose: "沒有可選的項目",
  chosen: (label) => `${label}：已選`,
  enterAfterEach: "每輸入一個請按 Enter",
  mostTags: (most) => `最多 ${most} 個標籤`,
  tooMany: (count) => `超過 ${formatNumber(count)} 個字`,
  zoneTime: (zone, offset) => `${zone} 時區，${offset}`,
  skipped: (time) => `當天時鐘會撥快，沒有 ${time} 這個時間。`,
  twice: (time, isSecond, offset) =>
    `當天時鐘會撥慢，${time} 會出現兩次。目前是第${isSecond ? "二" : "一"}次（${offset}）。`,
  takeOther: (isSecond, offset) => `改用第${isSecond ? "二" : "一"}次（${offset}）`,
  notSaved: "無法儲存",
  didNotWork: "未能完成",
  reasonFirst: "請先填寫原因",
  atMost: (most) => `最多 ${formatNumber(most)} 個字`,
});
