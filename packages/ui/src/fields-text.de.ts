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
  notSaved: "Das konnte nicht gespeichert werden",
  didNotWork: "Das hat nicht geklappt",
  reasonFirst: "Bitte geben Sie zuerst einen Grund an",
  atMost: (most) => `Höchstens ${formatNumber(most)} Zeichen`,
});
