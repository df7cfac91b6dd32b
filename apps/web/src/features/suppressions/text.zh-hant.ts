import { translation } from "@eventmaster/i18n/text";
import type { suppressionsText } from "./text.ts";

export const suppressionsTextZhHant = translation<typeof suppressionsText>("suppressions", {
  list: "無法寄達的地址",
  note: "郵件伺服器回報這些地址不存在，因此不再寄信。信箱恢復後，可重新開始寄送。",
  address: "地址",
  reason: "伺服器回應",
  bounced: "回報為退信",
  since: "開始時間",
  acts: "操作",
  lift: (email) => `恢復寄送：${email}`,
  liftShort: "恢復寄送",
  liftQuestion: (email) => `要恢復寄信給 ${email} 嗎？`,
  liftNote: "新郵件將再次寄往此地址；期間未寄出的郵件不會補寄。若伺服器再次拒收，此地址會重新列入。",
  lifted: "已恢復寄送",
  back: "返回",
  none: "所有地址皆可寄達",
  noneNext: "被郵件伺服器永久拒收的地址會列在這裡。",
});
