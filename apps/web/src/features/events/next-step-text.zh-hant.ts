import { translation } from "@eventmaster/i18n/text";
import type { nextStepText } from "./next-step-text.ts";

export const nextStepTextZhHant = translation<typeof nextStepText>("event-next-step", {
  pending: "等待管理員審核，在此之前只有您和管理員看得到。",
  rejected: "管理員已退回，請修改後重新送審。",
  cancelled: "活動已取消，票券不再有效。",
  over: "活動已結束，參加者名單仍保留在此。",
  on: "活動進行中，請在入口掃描票券。",
  full: "已額滿，可隨時增加名額。",
  empty: "還沒有人報名，分享活動頁面的連結吧。",
  open: "開放報名中。",
  forOrganizer: "主辦人專用",
  manage: "管理",
});
