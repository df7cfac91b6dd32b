import { translation } from "@eventmaster/i18n/text";
import type { errorsText, Failure } from "./errors-text.ts";
import { type FieldSentence, translateSentence } from "./field-sentences.ts";

const network =
  "Der Server ist nicht erreichbar. Prüfen Sie die Verbindung, und versuchen Sie es noch einmal.";

/** A code that is new here is told in English; the test asks for its sentence. */
const sentences: Partial<Record<Failure, string>> = {
  bad_request: "Die Anfrage war nicht lesbar.",
  link_expired:
    "Dieser Link gilt nicht mehr: Er wurde benutzt oder ist abgelaufen. Fordern Sie einen neuen an.",
  not_signed_in: "Melden Sie sich an, um fortzufahren.",
  wrong_credentials: "E-Mail-Adresse oder Passwort ist falsch.",
  session_ended: "Ihre Sitzung ist beendet. Melden Sie sich wieder an.",
  forbidden: "Ihre Rolle erlaubt das nicht.",
  wrong_origin: "Die Anfrage kam von einer anderen Website.",
  not_found: "Nicht gefunden.",
  organization_not_found: "Diese Organisation gibt es nicht.",
  email_taken: "Zu dieser E-Mail-Adresse gibt es schon ein Konto.",
  already_registered: "Sie sind für diese Veranstaltung schon angemeldet.",
  event_full: "Diese Veranstaltung ist ausgebucht.",
  event_over: "Diese Veranstaltung ist vorbei.",
  event_not_published: "Für diese Veranstaltung kann man sich nicht anmelden.",
  event_not_pending: "Diese Veranstaltung wartet nicht mehr auf Freigabe.",
  event_not_rejected: "Nur eine abgelehnte Veranstaltung kann neu eingereicht werden.",
  event_cancelled: "Diese Veranstaltung wurde abgesagt.",
  registration_not_open: "Die Anmeldung ist gerade nicht offen.",
  already_admitted: "Dieses Ticket wurde am Einlass benutzt und kann nicht storniert werden.",
  slug_taken: "Eine andere Organisation hat diesen Kurznamen.",
  already_member: "Diese Person ist schon Mitglied.",
  other_email: "Diese Einladung gilt für eine andere E-Mail-Adresse.",
  last_admin: "Es muss einen Admin geben, und das ist der letzte.",
  event_not_full: "Es sind Plätze frei: Melden Sie sich einfach an.",
  no_offer: "Ihnen ist bei dieser Veranstaltung kein Platz angeboten.",
  offer_expired: "Das Angebot für diesen Platz ist abgelaufen.",
  revision_not_open: "Über diesen Vorschlag ist schon entschieden, oder er wurde zurückgezogen.",
  revision_unfit: "Dieser Vorschlag passt nicht mehr zur Veranstaltung.",
  stale_version: "Das hat inzwischen jemand geändert. Sehen Sie es sich noch einmal an.",
  capacity_below_registered: "Es gibt mehr Anmeldungen als Plätze.",
  check_in_point_taken: "Diese Veranstaltung hat schon einen Einlass mit diesem Namen.",
  last_check_in_point: "Eine Veranstaltung braucht einen Einlass, und das ist der letzte.",
  check_in_point_used: "An diesem Einlass wurden schon Tickets gescannt.",
  nothing_to_undo: "Dieser Scan hat niemanden herein- oder hinausgelassen.",
  not_a_conflict: "Dieser Scan ist in keinem Konflikt.",
  scan_id_taken: "Diese Scan-Kennung gehört zu einem anderen Scan.",
  device_revoked: "Dieses Gerät darf nicht mehr am Einlass arbeiten.",
  pass_expired: "Der Ausweis dieses Geräts ist abgelaufen.",
  seat_not_synced: "Dieser Platz war nicht für dieses Gerät zurückgelegt.",
  registration_cancelled: "Diese Anmeldung ist storniert.",
  import_id_taken: "Diese Kennung gehört zu einem anderen Import.",
  delivery_pending: "Diese Zustellung läuft noch.",
  too_many_check_in_points: "Eine Veranstaltung kann höchstens 100 Check-in-Punkte haben.",
  too_many_staff: "Eine Veranstaltung kann höchstens 500 Personen am Einlass haben.",
  too_many_webhooks: "Mehr Webhooks sind nicht möglich.",
  wallet_not_set_up: "Diese Wallet ist hier nicht eingerichtet.",
  webhook_off: "Dieser Webhook ist ausgeschaltet.",
  nobody_to_write_to: "Es gibt niemanden, dem Sie schreiben könnten.",
  too_large: "Die Anfrage ist zu groß.",
  validation: "Einige Felder müssen noch einmal angesehen werden.",
  rate_limited: "Zu viele Anfragen. Versuchen Sie es gleich noch einmal.",
  internal: "Bei uns ist etwas schiefgegangen.",
  network,
};

const fields: Record<FieldSentence, string> = {
  "Contains a character that cannot be stored": "Enthält ein Zeichen, das nicht gespeichert werden kann",
  "Contains an invisible character: type it anew": "Enthält ein unsichtbares Zeichen: Bitte neu eintippen",
  "Is required": "Muss ausgefüllt werden",
  "Must be # digits": "Müssen # Ziffern sein",
  "Must be a date and time with a time zone, such as #": "Muss ein Datum mit Uhrzeit sein",
  "Must be a date that exists": "Dieses Datum gibt es nicht",
  "Must be a number": "Muss eine Zahl sein",
  "Must be a single line": "Muss in einer Zeile stehen",
  "Must be a whole number": "Muss eine ganze Zahl sein",
  "Must be after registration opens": "Muss nach dem Beginn der Anmeldung liegen",
  "Must be after the beginning": "Muss nach dem Beginn liegen",
  "Must be after the start": "Muss nach dem Beginn liegen",
  "Must be an IANA time zone, such as Europe/Berlin": "Muss eine Zeitzone sein, zum Beispiel Europe/Berlin",
  "Must be an email address": "Muss eine E-Mail-Adresse sein",
  "Must be at least #": "Muss mindestens # sein",
  "Must be at least # characters": "Mindestens # Zeichen",
  "Must be at least # options": "Mindestens # Antworten zur Auswahl",
  "Must be at least #: so many seats are taken": "Mindestens #: So viele Plätze sind belegt",
  "Must be at most #": "Darf höchstens # sein",
  "Must be at most # characters": "Höchstens # Zeichen",
  "Must be at most # options": "Höchstens # Antworten zur Auswahl",
  "Must be at most # questions": "Höchstens # Fragen",
  "Must be at most # tags": "Höchstens # Schlagwörter",
  "Must be at most two years before the end": "Höchstens zwei Jahre vor dem Ende",
  "Must be at most two years after it": "Höchstens zwei Jahre danach",
  "Must be before the end of the event": "Muss vor dem Ende der Veranstaltung liegen",
  "Must be checked": "Muss angekreuzt werden",
  "Must be greater than #": "Muss größer als # sein",
  "Must be in a year from # to #": "Muss in einem Jahr von # bis # liegen",
  "Must be in the future": "Muss in der Zukunft liegen",
  "Must be lower-case letters, digits and hyphens, at most #, such as chess-club":
    "Nur Kleinbuchstaben, Ziffern und Bindestriche, höchstens #, zum Beispiel schachverein",
  "Must be one of the categories": "Muss eine der Kategorien sein",
  "Must be one of the options": "Muss eine der Antworten sein",
  "Must be one of the statuses": "Muss einer der Zustände sein",
  "Must be text": "Muss Text sein",
  "Must be text, or true or false": "Muss Text sein oder Ja oder Nein",
  "Must be true or false": "Muss Ja oder Nein sein",
  "Must differ from each other": "Müssen sich unterscheiden",
  "Must leave the event an end that exists": "Damit hätte die Veranstaltung kein mögliches Ende",
  "Must name at least one action": "Mindestens eine Berechtigung",
  "Must not be after the end of the event": "Darf nicht nach dem Ende der Veranstaltung liegen",
  "Must be an address such as https://example.org/hooks": "Bitte eine Adresse wie https://example.org/hooks",
  "Must be at most # rows, and has #": "Höchstens # Zeilen, die Datei hat #",
  "Must name at least one": "Mindestens eine Auswahl",
  "Must not hold a user name": "Darf keinen Benutzernamen enthalten",
  "Must begin with https": "Muss mit https beginnen",
  "Must not be in a private network": "Darf nicht in einem privaten Netz liegen",
  "Cannot be read as CSV: look at the quotes near line #":
    "Lässt sich nicht als CSV lesen: Prüfen Sie die Anführungszeichen um Zeile #",
  "Must have one column for the email, and has several":
    "Darf nur eine Spalte für die E-Mail haben, und hat mehrere",
  'Must have a column "email" in its first line': "Braucht in der ersten Zeile eine Spalte „email“",
  "Must not be empty": "Darf nicht leer sein",
  "Must not name a question twice": "Keine Frage doppelt",
  "Nobody has this email yet: a name is needed":
    "Diese E-Mail-Adresse ist neu: Bitte geben Sie einen Namen an",
  "Nobody here has this email": "Niemand hier hat diese E-Mail-Adresse",
  "Only a choice has options": "Nur eine Auswahlfrage hat Antworten",
  "There is an account with this email already": "Zu dieser E-Mail-Adresse gibt es schon ein Konto",
  "There is no seat left": "Es ist kein Platz mehr frei",
  "This is not your password": "Das ist nicht Ihr Passwort",
  "Another organization has this short name": "Eine andere Organisation hat diesen Kurznamen",
};

/** Whole minutes from two on, as the server says it in English. */
function rateLimited(seconds: number): string {
  const wait =
    seconds === 1
      ? "einer Sekunde"
      : seconds < 120
        ? `${seconds} Sekunden`
        : `${Math.ceil(seconds / 60)} Minuten`;
  return `Zu viele Anfragen. Versuchen Sie es in ${wait} noch einmal.`;
}

export const errorsTextDe = translation<typeof errorsText>("errors", {
  sentence: (code, message, retryAfterSeconds) =>
    code === "rate_limited" && retryAfterSeconds !== undefined
      ? rateLimited(retryAfterSeconds)
      : (sentences[code] ?? message),
  field: (message) => translateSentence(message, fields),
  network,
  page: "Auf dieser Seite ist etwas schiefgegangen.",
});
