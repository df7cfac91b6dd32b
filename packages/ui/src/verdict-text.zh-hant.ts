import { translation } from "@eventmaster/i18n/text";
import type { verdictText } from "./verdict-text.ts";

export const verdictTextZhHant = translation<typeof verdictText>("ui-verdict", {
  verdicts: {
    admitted: "准予入場",
    already_admitted: "已入場過",
    left: "已離場",
    cancelled: "已取消",
    wrong_event: "活動不符",
    not_published: "未開放",
    event_over: "活動已結束",
    unknown: "查無票券",
    forged: "偽造票券",
  },
});
