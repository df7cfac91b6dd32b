import { translation } from "@eventmaster/i18n/text";
import type { conflictsText } from "./conflicts-text.ts";

export const conflictsTextZhHant = translation<typeof conflictsText>("scanner.conflicts", {
  title: "衝突",
  subtitle: "同一張票重複入場，或不該入場卻已入場。每筆都會保留，直到有人記下處理結果。",
  none: "沒有衝突",
  noneHint: "沒有票券重複入場。",
  unnamed: "一張票券",
  admittedTwice: "重複入場",
  refused: "票券無效卻已入場",
  held: "由已停用的裝置掃描，尚未計入",
  itCounts: "計入：此人已入場",
  counted: "計入",
  extra: "第二次",
  at: (time, point) => `${time}，${point}`,
  by: (who, device) => `${who}（${device}）`,
  thisDevice: "這台裝置",
  device: (id) => `裝置 ${id}`,
  unknownDevice: "未知裝置",
  somebody: "某人",
  resolve: "處理",
  resolveTitle: "處理結果為何？",
  note: "備註",
  noteHint: "例如：同一個人，回來拿外套。",
  noteFirst: "請先填寫備註",
  cancel: "取消",
  onlyManagers: "由活動主辦人處理。",
});
