import { translation } from "@eventmaster/i18n/text";
import type { draftText } from "./draft-text.ts";

export const draftTextZhHant = translation<typeof draftText>("draft", {
  found: "已還原您先前輸入的內容，尚未儲存。",
  keptSince: (time) => `保留於此瀏覽器，時間：${time}。`,
  discard: "捨棄",
});
