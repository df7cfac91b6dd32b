import { translation } from "@eventmaster/i18n/text";
import type { differenceText } from "./difference-text.ts";

export const differenceTextZhHant = translation<typeof differenceText>("event-differences", {
  fields: {
    title: "標題",
    description: "說明",
    startAt: "開始時間",
    endAt: "結束時間",
    timeZone: "時區",
    location: "地點",
    capacity: "名額",
    category: "類別",
    tags: "標籤",
    registrationOpensAt: "報名開始",
    registrationClosesAt: "報名截止",
    offerHours: "候補接受名額的時限（小時）",
    status: "狀態",
    doorNames: "入場時顯示的姓名",
  },
  values: {
    pending: "待審核",
    published: "已發布",
    rejected: "已退回",
    cancelled: "已取消",
    full: "完整姓名",
    short: "名字與姓氏縮寫",
    hidden: "不顯示",
  },
  nothing: "無",
  removed: "刪除：",
  added: "新增：",
});
