import { formatNumber } from "@eventmaster/i18n/format";
import { translation } from "@eventmaster/i18n/text";
import type { pagesText } from "./pages-text.ts";

export const pagesTextDe = translation<typeof pagesText>("scanner.pages", {
  site: "EventMaster Scanner",
  signIn: {
    title: "Zum Scannen anmelden",
    subtitle: "Mit Ihrem EventMaster-Konto.",
    offline: "Keine Verbindung. Zum Anmelden wird eine gebraucht, danach geht der Einlass auch ohne.",
    failed: "Sie sind nicht angemeldet",
    act: "Anmelden",
  },
  events: {
    title: "Veranstaltung wählen",
    none: "Keine Veranstaltung zum Scannen",
    staffOnly: "Scannen ist für das Einlass-Team",
    subtitle: "Für sie werden die Tickets geprüft, die Sie scannen.",
    web: "Veranstaltungen und Tickets",
    search: "Veranstaltungen suchen",
    searchHint: "Titel oder Ort",
    notFound: "Keine Veranstaltung mit diesem Titel oder Ort",
    fewer: "Versuchen Sie weniger Buchstaben.",
    nothingOn: "Gerade ist nichts los",
    openWeb: "EventMaster öffnen",
    until: "Veröffentlichte Veranstaltungen stehen hier bis zwölf Stunden nach ihrem Ende.",
    noStaff: "Sie gehören zu keinem Einlass-Team",
    toTickets: "Zu Ihren Tickets",
    askOrganizer: (email) =>
      `Sie sind als ${email} angemeldet. Wer scannen soll, wird vom Veranstalter zum Einlass-Team hinzugefügt.`,
    onNow: "Läuft gerade",
    admitted: (admitted, registered) =>
      `${formatNumber(admitted)} von ${formatNumber(registered)} eingelassen`,
  },
  notYours: "Hier dürfen Sie nicht scannen",
  notYoursWhy:
    "Die Veranstaltung ist vielleicht vorbei, abgesagt oder nicht veröffentlicht, oder Sie gehören nicht zum Einlass-Team.",
  choose: "Veranstaltung wählen",
  failure: {
    offline: "Keine Verbindung",
    offlineWhy:
      "Der Scanner erreicht den Server nicht. Prüfen Sie die Verbindung, und versuchen Sie es noch einmal.",
    again: "Noch einmal",
  },
  newVersion: { there: "Es gibt eine neue Version des Scanners.", update: "Jetzt aktualisieren" },
});
