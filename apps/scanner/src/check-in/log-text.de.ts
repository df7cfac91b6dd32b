import { formatNumber } from "@eventmaster/i18n/format";
import { translation } from "@eventmaster/i18n/text";
import type { logText } from "./log-text.ts";

export const logTextDe = translation<typeof logText>("scanner.log", {
  title: "Scans auf diesem Gerät",
  today: "Die Scans von heute.",
  allDays: "Die letzten zwei Tage.",
  showAllDays: "Auch frühere Tage",
  showToday: "Nur heute",
  show: "Anzeigen",
  all: "Alle",
  filters: {
    admitted: "Eingelassen",
    again: "Schon eingelassen",
    refused: "Abgewiesen",
    not_checked: "Nicht geprüft",
    waiting: "Zu senden",
    attention: "Zu klären",
  },
  search: "Nach Namen suchen",
  noneOfThese: "Keine davon",
  nothing: "Noch nichts gescannt",
  nothingHint: "Hier steht jeder Scan dieser Veranstaltung auf diesem Gerät.",
  latest: (count) => `Die letzten ${formatNumber(count)} werden gezeigt.`,
  checkAgain: "Noch einmal prüfen",
  sendAgain: "Noch einmal senden",
  undo: "Zurücknehmen",
  undoTitle: "Scan zurücknehmen",
  undoHint: "Das Ticket kann danach wieder gescannt werden. Der Scan und Ihr Grund bleiben gespeichert.",
  reason: "Grund",
  reasonFirst: "Bitte erst einen Grund schreiben",
  cancel: "Abbrechen",
  refusedWhy: (message) =>
    `Der Server hat ihn nicht angenommen (${message.replace(/\.$/u, "")}). Fragen Sie den Veranstalter, und senden Sie ihn dann noch einmal.`,
  undoRefusedWhy: (message) => `Konnte nicht zurückgenommen werden: ${message}`,
  undone: (reason) => `Zurückgenommen: ${reason}`,
  serverSays: (word) => `Der Server wusste mehr: ${word}`,
  conflict: (who) => `Konflikt: vorher eingelassen durch ${who}`,
  conflictNoTicket: "Konflikt: Dieses Ticket hätte nicht eingelassen werden sollen",
  another: "ein anderes Gerät",
});
