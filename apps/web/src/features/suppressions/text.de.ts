import { translation } from "@eventmaster/i18n/text";
import type { suppressionsText } from "./text.ts";

export const suppressionsTextDe = translation<typeof suppressionsText>("suppressions", {
  list: "Unerreichbare Adressen",
  note: "Ein Mailserver hat gemeldet, dass es diese Adressen nicht gibt; darum wird nichts an sie gesendet. Geben Sie eine frei, sobald ihr Postfach wieder da ist.",
  address: "Adresse",
  reason: "Antwort des Servers",
  bounced: "Als unzustellbar gemeldet",
  since: "Seit",
  acts: "Aktionen",
  lift: (email) => `Wieder senden: ${email}`,
  liftShort: "Wieder senden",
  liftQuestion: (email) => `Wieder E-Mails an ${email} senden?`,
  liftNote:
    "Neue E-Mails gehen wieder dorthin. Was inzwischen nicht gesendet wurde, kommt nicht nach; lehnt der Server noch einmal ab, steht die Adresse wieder hier.",
  lifted: "E-Mails gehen wieder dorthin",
  back: "Zurück",
  none: "Alle Adressen sind erreichbar",
  noneNext: "Lehnt ein Mailserver eine Adresse endgültig ab, steht sie hier.",
});
