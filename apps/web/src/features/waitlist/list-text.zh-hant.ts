import { translation } from "@eventmaster/i18n/text";
import type { waitlistListText } from "./list-text.ts";

export const waitlistListTextZhHant = translation<typeof waitlistListText>("waitlist-list", {
  waitlist: "候補名單",
  note: "空出的名額會依序通知下一位候補者，並在期限內保留。",
  status: "狀態",
  everybodyWaiting: "候補中與已通知",
  statuses: {
    waiting: "候補中",
    offered: "已通知遞補",
    accepted: "已遞補",
    expired: "逾期未接受",
    left: "已離開",
  },
  position: "順位",
  name: "姓名",
  email: "電子郵件",
  joined: "加入時間",
  until: "保留至",
  nobody: "沒有人候補",
  nobodyNext: "活動額滿後，其他人可在活動頁面加入候補。",
  nobodyWithStatus: "沒有此狀態的候補者",
  entries: "候補者",
});
