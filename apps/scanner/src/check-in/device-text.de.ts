import { translation } from "@eventmaster/i18n/text";
import type { deviceText } from "./device-text.ts";

export const deviceTextDe = translation<typeof deviceText>("scanner.device", {
  ofPerson: (person) => `Gerät von ${person}`,
  label: "Name dieses Geräts",
  hint: "Der Veranstalter sieht ihn bei seinen Scans.",
});
