import { translation } from "@eventmaster/i18n/text";
import type { deviceText } from "./device-text.ts";

export const deviceTextZhHant = translation<typeof deviceText>("scanner.device", {
  ofPerson: (person) => `${person} 的裝置`,
  label: "裝置名稱",
  hint: "主辦人會在掃描紀錄旁看到。",
});
