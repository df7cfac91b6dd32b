import { translation } from "@eventmaster/i18n/text";
import type { conflictsText } from "./conflicts-text.ts";

export const conflictsTextDe = translation<typeof conflictsText>("scanner.conflicts", {
  title: "Konflikte",
  subtitle:
    "Ein Ticket wurde zweimal eingelassen oder hätte es nicht sollen. Jeder Konflikt bleibt, bis jemand festhält, was daraus wurde.",
  none: "Keine Konflikte",
  noneHint: "Kein Ticket wurde zweimal eingelassen.",
  unnamed: "Ein Ticket",
  admittedTwice: "Zweimal eingelassen",
  refused: "Eingelassen, obwohl das Ticket nicht gültig war",
  held: "Von einem ausgeschlossenen Gerät gescannt: Es zählt noch nicht",
  itCounts: "Es zählt: Die Person ist drin",
  counted: "Zählt",
  extra: "Zweites Mal",
  once: "Gescannt",
  at: (time, point) => `${time} an „${point}“`,
  by: (who, device) => `durch ${who}, ${device}`,
  thisDevice: "dieses Gerät",
  device: (id) => `Gerät ${id}`,
  unknownDevice: "ein unbekanntes Gerät",
  somebody: "jemanden",
  resolve: "Erledigen",
  resolveTitle: "Was wurde daraus?",
  note: "Notiz",
  noteHint: "Zum Beispiel: dieselbe Person, kam wegen ihres Mantels zurück.",
  noteFirst: "Bitte erst eine Notiz schreiben",
  cancel: "Abbrechen",
  onlyManagers: "Das erledigt der Veranstalter.",
});
