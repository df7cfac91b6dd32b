import { formatNumber } from "@eventmaster/i18n/format";
import { translation } from "@eventmaster/i18n/text";
import type { fieldsText } from "./fields-text.ts";

export const fieldsTextDe = translation<typeof fieldsText>("ui-fields", {
  back: "Zurück",
  close: "Schließen",
  dismiss: "Ausblenden",
  messages: "Meldungen",
  optional: "freiwillig",
  choose: "Auswählen …",
  noMatch: "Kein Treffer",
  nothingToChoose: "Keine Auswahl vorhanden",
  chosen: (label) => `${label}: ausgewählt`,
  enterAfterEach: "Nach jedem die Eingabetaste drücken",
  mostTags: (most) => `Höchstens ${most} Schlagwörter`,
  tooMany: (count) => `${formatNumber(count)} zu viel`,
  zoneTime: (zone, offset) => `Zeitzone ${zone}, ${offset}`,
  skipped: (time) => `An diesem Tag werden die Uhren vorgestellt: ${time} gibt es nicht.`,
  twice: (time, isSecond, offset) =>
    `An diesem Tag werden die Uhren zurückgestellt, und ${time} kommt zweimal. Gemeint ist das ${isSecond ? "zweite" : "erste"} Mal (${offset}).`,
  takeOther: (isSecond, offset) => `Das ${isSecond ? "zweite" : "erste"} Mal nehmen (${offset})`,
  notSaved: "Das konnte nicht gespeichert werden",
  didNotWork: "Das hat nicht geklappt",
  reasonFirst: "Bitte geben Sie zuerst einen Grund an",
  atMost: (most) => `Höchstens ${formatNumber(most)} Zeichen`,
});
