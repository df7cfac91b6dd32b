import { translation } from "@eventmaster/i18n/text";
import type { mailsText } from "./mails-text.ts";

export const mailsTextDe = translation<typeof mailsText>("mails", {
  tab: "E-Mails",
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
  },
  notSaved: "Das konnte nicht gespeichert werden",
});
