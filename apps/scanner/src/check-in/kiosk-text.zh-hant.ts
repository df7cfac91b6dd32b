import { translation } from "@eventmaster/i18n/text";
import type { kioskText } from "./kiosk-text.ts";

export const kioskTextZhHant = translation<typeof kioskText>("scanner.kiosk", {
  start: "自助報到",
  startTitle: "開始自助報到",
  startHint: "來賓自行掃描票券。輸入 PIN 碼之前，這台裝置無法做其他事。",
  pin: "PIN 碼",
  pinHint: "四到八位數字，請記住。",
  pinWrong: "請輸入四到八位數字",
  lock: "鎖定並開始",
  cancel: "取消",
  welcome: "歡迎",
  holdUp: "請將票券代碼對準相機",
  unlock: "解鎖",
  unlockTitle: "解鎖這台裝置",
  wrong: "PIN 碼不正確",
  wait: "嘗試次數過多，請稍候半分鐘。",
  forgot: "忘記 PIN 碼？",
  password: (email) => `${email} 的密碼`,
  usePin: "使用 PIN 碼",
  seeStaff: "請洽現場工作人員。",
});
