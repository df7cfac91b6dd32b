import { formatNumber } from "@eventmaster/i18n/format";
import { translation } from "@eventmaster/i18n/text";
import type { accountText } from "./account-text.ts";

export const accountTextZhHant = translation<typeof accountText>("scanner.account", {
  account: "帳號",
  signOut: "登出",
  notSent: (count) => `還有 ${formatNumber(count)} 筆掃描未上傳`,
  theyStay: "紀錄會去除姓名留在這台裝置，下次有人登入時再上傳。建議先等網路恢復。",
  workIn: (organization) => `切換至「${organization}」`,
  sendFirst: "這些紀錄只能由這個組織上傳。請等上傳完成後再切換。",
});
