import { translation } from "@eventmaster/i18n/text";
import type { mailsText } from "./mails-text.ts";

export const mailsTextZhHant = translation<typeof mailsText>("mails", {
  tab: "郵件與行事曆",
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
    organizer_message: "您參加的活動的主辦人傳來訊息",
    webhook_disabled: "您組織的 Webhook 已被停用",
  },
  feed: "將活動加入行事曆",
  feedHint: "供行事曆程式訂閱的私人網址：會顯示您有票券的活動，並隨時更新。知道網址的人都能讀取。",
  feedAddress: "訂閱網址",
  feedOnce: "網址只會顯示這一次，請妥善保存，之後也可以重新產生。",
  feedSince: "已有訂閱網址，建立於",
  feedMake: "產生網址",
  feedAnew: "產生新網址",
  feedEnd: "停用網址",
  feedEnded: "網址已停用",
  feedCopied: "已複製網址",
  copy: "複製",
  copyFailed: "請選取網址後手動複製",
  notSaved: "無法儲存",
});
