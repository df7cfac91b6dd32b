import { translation } from "@eventmaster/i18n/text";
import type { ticketText } from "./ticket-text.ts";

export const ticketTextZhHant = translation<typeof ticketText>("ui-ticket", {
  place: "地點",
  ticketOf: "持票人",
  codeFor: (event) => `「${event}」的票券條碼`,
  ticketCancelled: "此票券已取消",
  opensNoDoor: "無法再用來入場。",
  noCode: "此票券沒有條碼",
  reloadOnline: "請在連線後重新載入頁面。",
  youAreIn: "您已入場",
  youAreInSince: (time) => `您已於 ${time} 入場`,
  screenBright: "入場時請將螢幕調亮",
});
