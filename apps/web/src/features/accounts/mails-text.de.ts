import { translation } from "@eventmaster/i18n/text";
import type { mailsText } from "./mails-text.ts";

export const mailsTextDe = translation<typeof mailsText>("mails", {
  tab: "E-Mails und Kalender",
  hint: "Welche E-Mails Sie bekommen. Was Ihr Konto schützt oder ein Ticket verändert, wird immer gesendet.",
  kinds: {
    registration_confirmed: "Sie sind angemeldet",
    registration_cancelled: "Ihre Anmeldung ist storniert",
    reminder_day: "Erinnerung am Tag vor einer Veranstaltung",
    reminder_hour: "Erinnerung eine Stunde vor einer Veranstaltung",
    event_approved: "Ihre Veranstaltung ist freigegeben",
    event_rejected: "Ihre Veranstaltung ist abgelehnt",
    revision_accepted: "Ihr Änderungsvorschlag ist angenommen",
    revision_refused: "Ihr Änderungsvorschlag ist abgelehnt",
    organizer_message: "Ein Veranstalter schreibt Ihnen zu einer Ihrer Veranstaltungen",
    webhook_disabled: "Ein Webhook Ihrer Organisation wurde abgeschaltet",
  },
  feed: "Ihre Veranstaltungen im Kalender",
  feedHint:
    "Eine private Adresse für Kalenderprogramme: Sie zeigen die Veranstaltungen, für die Sie Tickets haben, und folgen jeder Änderung. Wer die Adresse kennt, kann sie lesen.",
  feedAddress: "Adresse zum Abonnieren",
  feedOnce: "Sie wird nur jetzt gezeigt. Bewahren Sie sie auf, oder erstellen Sie später eine neue.",
  feedSince: "Es gibt eine Adresse, erstellt am",
  feedMake: "Adresse erstellen",
  feedAnew: "Neue Adresse erstellen",
  feedEnd: "Adresse beenden",
  feedEnded: "Die Adresse gilt nicht mehr",
  feedCopied: "Adresse kopiert",
  copy: "Kopieren",
  copyFailed: "Markieren Sie die Adresse, und kopieren Sie sie von Hand",
  notSaved: "Das konnte nicht gespeichert werden",
});
