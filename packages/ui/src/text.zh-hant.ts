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
  clearSearch: "清除搜尋",
  seatsTaken: "已報名名額",
  seatsOf: (taken, capacity) => `${formatNumber(capacity)} 個名額已報名 ${formatNumber(taken)} 個`,
  full: "額滿",
  lastSeat: "剩最後一個名額",
  seatsLeft: (left) => `剩 ${formatNumber(left)} 個名額`,
  whereYouAre: (time, city) => `您所在的${city}時間：${time}`,
});
