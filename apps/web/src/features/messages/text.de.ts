import { formatNumber } from "@eventmaster/i18n/format";
import { plural, translation } from "@eventmaster/i18n/text";
import type { messagesText } from "./text.ts";

const people = (count: number) =>
  `${formatNumber(count)} ${plural.de(count, { one: "Person", other: "Personen" })}`;

export const messagesTextDe = translation<typeof messagesText>("messages", {
  write: "Nachricht schreiben",
  audience: "An",
  audiences: {
    holders: "Alle mit Ticket",
    not_admitted: "Wer noch nicht eingelassen wurde",
    waitlist: "Personen auf der Warteliste",
  },
  audienceHints: {
    holders: "Eingelassen oder nicht; stornierte Anmeldungen bekommen nichts.",
    not_admitted: "Mit Ticket, aber noch nicht am Einlass gewesen.",
    waitlist: "Wer auf einen Platz wartet oder einen angeboten bekam.",
  },
  subject: "Betreff",
  body: "Nachricht",
  bodyHint: "Markdown geht: **fett**, Listen, [Links](https://…). Anrede und Fußzeile kommen von uns dazu.",
  essential: "Das müssen alle wissen",
  essentialHint:
    "Geht auch an Personen, die Nachrichten abbestellt haben. Für einen neuen Ort oder eine neue Zeit, nicht für Neuigkeiten.",
  preview: "Vorschau",
  previewAgain: "Vorschau erneuern",
  previewEmpty: "So wird die E-Mail aussehen",
  previewEmptyNext: "Schreiben Sie etwas und öffnen Sie die Vorschau: Sie steht hier, wie man sie bekommt.",
  previewStale: "Was Sie geschrieben haben, hat sich seitdem geändert.",
  getIt: (count) => `${people(count)} ${plural.de(count, { one: "bekäme", other: "bekämen" })} sie jetzt.`,
  mailFrame: "Die E-Mail, wie sie aussehen wird",
  asMail: "E-Mail",
  asText: "Nur Text",
  parts: "Die zwei Fassungen der E-Mail",
  languageNote:
    "In Ihrer Sprache und mit Ihrem Namen; Anrede und Fußzeile bekommt jede Person in ihrer eigenen.",
  send: "Senden",
  sendQuestion: (count) => `Diese Nachricht an ${people(count)} senden?`,
  sendNote: "Die E-Mails gehen binnen einer Minute hinaus und lassen sich nicht zurückholen.",
  sendEssentialNote: "Sie geht auch an alle, die Nachrichten abbestellt haben.",
  sendDo: (count) => `An ${people(count)} senden`,
  back: "Zurück",
  notSent: "Nicht gesendet",
  nobody: "Da ist niemand, der sie bekäme: Wählen Sie, für wen sie ist.",
  sentTo: (count) => `An ${people(count)} gesendet`,
  draftKept: "Was Sie tippen, bleibt in diesem Browser, bis es gesendet ist.",
  notYet: "Noch niemand zum Anschreiben",
  notYetNext:
    "Ist die Veranstaltung veröffentlicht, können Sie allen schreiben, die angemeldet sind oder warten.",
  reminders: "Personen mit Ticket erinnern",
  remindersHint: "Eine E-Mail einen Tag vor Beginn und eine eine Stunde davor.",
  remindersOn: "Es wird erinnert",
  remindersOff: "Niemand wird erinnert",
  remindersFailed: "Die Erinnerungen wurden nicht geändert",
  history: "Gesendete Nachrichten",
  noHistory: "Noch keine Nachrichten",
  noHistoryNext: "Was Sie senden, steht dann hier: wann, von wem und an wie viele.",
  sentBy: (name) => `von ${name}`,
  somebody: "jemandem, dessen Konto es nicht mehr gibt",
  recipients: (count) => people(count),
  isEssential: "An alle",
  readIt: "Text zeigen",
  entries: "Nachrichten",
});
