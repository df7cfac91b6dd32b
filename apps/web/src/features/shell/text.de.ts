import { translation } from "@eventmaster/i18n/text";
import type { shellText } from "./text.ts";

export const shellTextDe = translation<typeof shellText>("shell", {
  home: "EventMaster, Startseite",
  places: {
    events: "Veranstaltungen",
    tickets: "Meine Tickets",
    manage: "Meine Events",
    admin: "Verwaltung",
    logIn: "Anmelden",
    signUp: "Registrieren",
  },
  eventsShort: "Events",
  scanner: "Scanner",
  waiting: "offen",
  account: "Konto",
  accountOf: (name) => `Konto von ${name}`,
  accountSettings: "Kontoeinstellungen",
  logOut: "Abmelden",
  stillLoggedIn: "Sie sind noch angemeldet",
  actIn: (organization) => `Zu ${organization} wechseln`,
  nowIn: (organization) => `Sie sind jetzt bei ${organization}`,
  switchFailed: "Die Organisation konnte nicht gewechselt werden",
  offline: "Sie sind offline. Was Sie sehen, kann veraltet sein, und ändern lässt sich gerade nichts.",
  newVersion: "Es gibt eine neue Version von EventMaster.",
  updateNow: "Jetzt aktualisieren",
  browseEvents: "Veranstaltungen ansehen",
  roleForbids: (name) =>
    `Sie sind als ${name} angemeldet, und diese Rolle erlaubt das nicht. Falls sie es sollte, fragen Sie bitte einen Admin.`,
  noAnswer: "Der Server antwortet nicht",
  noAnswerHint:
    "Diese Seite konnte nicht geladen werden. Vielleicht startet der Server gerade neu, oder die Verbindung ist schlecht.",
  offlineHint: "Diese Seite braucht eine Verbindung. Sie lädt von selbst, sobald es eine gibt.",
  yourTickets: "Ihre Tickets",
  tryAgain: "Noch einmal versuchen",
  palette: "Gehe zu oder suche",
  shortcuts: "Tastenkürzel",
});
