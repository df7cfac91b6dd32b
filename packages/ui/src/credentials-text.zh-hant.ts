import { translation } from "@eventmaster/i18n/text";
import type { credentialsText } from "./credentials-text.ts";

export const credentialsTextZhHant = translation<typeof credentialsText>("credentials", {
  labels: { displayName: "姓名", email: "電子郵件", password: "密碼" },
  missing: { displayName: "請填寫姓名", email: "請填寫電子郵件", password: "請填寫密碼" },
  nameHint: "會顯示在您的票券上，入場人員也看得到。",
  passwordHint: "至少 8 個字元。",
});
