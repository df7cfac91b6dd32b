import { translation } from "@eventmaster/i18n/text";
import type { mailsText } from "./mails-text.ts";

export const mailsTextZhHant = translation<typeof mailsText>("mails", {
  tab: "電子郵件通知",
  hint: "選擇要收到的郵件。與帳號安全有關，或票券有異動的通知一定會寄送。",
  kinds: {
    registration_confirmed: "報名成功",
    registration_cancelled: "報名已取消",
    reminder_day: "活動前一天提醒",
    reminder_hour: "活動前一小時提醒",
    event_approved: "您的活動已通過審核",
    event_rejected: "您的活動被退回",
    revision_accepted: "您的修改提案已通過",
    revision_refused: "您的修改提案未通過",
  },
  notSaved: "無法儲存",
});
