import { translation } from "@eventmaster/i18n/text";
import type { walkInText } from "./walk-in-text.ts";

export const walkInTextZhHant = translation<typeof walkInText>("scanner.walk-in", {
  title: "現場報名",
  admit: "准予入場",
  letInAnyway: "仍准予入場",
  cancel: "取消",
  full: "此活動已額滿",
  nobody: "沒有人入場",
  email: "電子郵件",
  emailHint: "已報名者憑此入場。",
  name: "姓名",
  nameHint: "此電子郵件尚無人使用時必填。",
  nameNeeded: "這台裝置上沒有這個電子郵件，請填寫姓名",
  reason: "理由",
  reasonHint: "會增加一個名額，理由會記入稽核紀錄。",
  reasonFirst: "請先填寫理由",
  canAddSeat: "您是管理員，填寫理由即可增加一個名額。",
  onlyAdmin: "只有管理員能再讓一人入場。",
  refusals: {
    not_published: () => "此活動尚未發布。",
    event_over: () => "此活動已結束。",
    no_seat_yet: (from) => `尚未為這台裝置保留名額：${from} 起連線時才會保留。現在要讓人入場，請先連線。`,
    no_seat: () => "沒有為這台裝置保留的名額，請連線後再讓人入場。",
  },
});
