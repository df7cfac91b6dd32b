import { translation } from "@eventmaster/i18n/text";
import { sayVerdict, type VerdictWords } from "./verdict-facts.ts";
import type { verdictText } from "./verdict-text.ts";

const words: VerdictWords = {
  admitted: (name, isReEntry) => [name, isReEntry ? "歡迎回來" : "歡迎入場"].filter(Boolean).join("，"),
  left: (name) => [name, "再見"].filter(Boolean).join("，"),
  already_admitted: ({ day, time, point, by }) =>
    time === ""
      ? "這張票已經入場"
      : `已於 ${day ? `${day} ` : ""}${time}${point ? ` 在「${point}」` : " "}入場${by ? `（驗票：${by}）` : ""}`,
  cancelled: "這張票已取消",
  eventCancelled: "本活動已取消",
  wrong_event: "這張票是其他活動的",
  not_published: "本活動尚未發布",
  event_over: "本活動已結束",
  unknown: "查無此票券代碼",
  forged: "這張票不是真的",
};

export const scannerVerdictTextZhHant = translation<typeof verdictText>("scanner.verdict", {
  sentence: (said) => sayVerdict(said, words),
});
