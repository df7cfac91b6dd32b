import { formatNumber } from "@eventmaster/i18n/format";
import { translation } from "@eventmaster/i18n/text";
import type { uiText } from "./text.ts";

export const uiTextDe = translation<typeof uiText>("ui", {
  categories: {
    company: "Unternehmen",
    conference: "Konferenz",
    meetup: "Meetup",
    talk: "Vortrag",
    workshop: "Workshop",
    social: "Geselliges",
    music: "Musik",
    sport: "Sport",
    other: "Sonstiges",
  },
  roles: { member: "Mitglied", organizer: "Veranstalter", admin: "Admin", guest: "Gast" },
  eventStatus: {
    pending: "Wartet auf Freigabe",
    published: "Veröffentlicht",
    rejected: "Abgelehnt",
    cancelled: "Abgesagt",
  },
  registrationStatus: { registered: "Angemeldet", checked_in: "Eingelassen", cancelled: "Storniert" },
  errorStates: {
    forbidden: {
      title: "Hier haben Sie keinen Zutritt",
      text: "Ihre Rolle erlaubt das nicht. Falls sie es sollte, fragen Sie bitte einen Admin.",
    },
    "not-found": {
      title: "Hier ist nichts",
      text: "Vielleicht ist die Adresse vertippt, oder was hier war, wurde entfernt.",
    },
    offline: {
      title: "Sie sind offline",
      text: "Diese Seite braucht eine Verbindung. Tickets, die Sie schon geöffnet hatten, funktionieren weiter.",
    },
    unexpected: {
      title: "Bei uns ist etwas schiefgegangen",
      text: "Das lag nicht an Ihnen. Ein neuer Versuch kann helfen.",
    },
  },
  nameRequest: "Wenn Sie um Hilfe bitten, nennen Sie diese Anfrage:",
  language: "Sprache",
  languageFailed: "Die Texte dieser Sprache konnten nicht geladen werden",
  skip: "Zum Inhalt springen",
  mainNav: "Hauptmenü",
  loading: "Wird geladen",
  previous: "Zurück",
  next: "Weiter",
  pagesOf: (label) => `${label}: Seiten`,
  nothingHere: "Nichts vorhanden",
  rangeOf: (range, total) => `${range} von ${formatNumber(total)}`,
  clearSearch: "Suche leeren",
  seatsTaken: "Belegte Plätze",
  seatsOf: (taken, capacity) => `${formatNumber(taken)} von ${formatNumber(capacity)} belegt`,
  full: "Ausgebucht",
  lastSeat: "Letzter Platz",
  seatsLeft: (left) => `${formatNumber(left)} Plätze frei`,
  whereYouAre: (time, city) => `${time} in ${city}, wo Sie gerade sind`,
});
