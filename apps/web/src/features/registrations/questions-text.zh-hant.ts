import { formatNumber } from "@eventmaster/i18n/format";
import { translation } from "@eventmaster/i18n/text";
import type { questionsText } from "./questions-text.ts";

export const questionsTextZhHant = translation<typeof questionsText>("questions", {
  questions: "報名問題",
  note: "報名者需要回答這些問題，回覆會顯示在參加者名單、匯出檔與總覽中。",
  none: "沒有報名問題",
  noneNext: "目前一鍵即可報名，若需要更多資訊請新增問題。",
  add: "新增問題",
  questionNumber: (number) => `問題 ${formatNumber(number)}`,
  label: "問題",
  kind: "回答方式",
  kinds: {
    text: "文字",
    choice: "單選",
    checkbox: "勾選",
  },
  options: "選項",
  optionsHint: "每行一個，至少兩個。",
  required: "必填",
  requiredBox: "必須勾選",
  moveUp: (number) => `將問題 ${formatNumber(number)} 上移`,
  moveDown: (number) => `將問題 ${formatNumber(number)} 下移`,
  remove: (number) => `移除問題 ${formatNumber(number)}`,
  removed: "儲存後會移除此問題",
  undo: "復原",
  save: "儲存問題",
  saved: "已儲存問題",
  savedNext: "之後報名的人都會看到。",
  notSaved: "未能儲存問題",
  unsaved: "有尚未儲存的變更。",
  discard: "捨棄變更",
  isEmpty: "請填寫問題",
  tooFewOptions: "請填寫至少兩個不同的選項",
});
