import { formatNumber } from "@eventmaster/i18n/format";
import { translation } from "@eventmaster/i18n/text";
import type { readinessText } from "./readiness-text.ts";

const tickets = (count: string) => (count === "1" ? "1 Ticket" : `${count} Tickets`);

export const readinessTextDe = translation<typeof readinessText>("scanner.readiness", {
  title: "Ist dieses Gerät bereit?",
  overall: {
    good: "Bereit für den Einlass",
    warn: "Bereit, mit Hinweisen",
    bad: "Noch nicht bereit",
  },
  levels: { good: "In Ordnung", warn: "Hinweis", bad: "Zu tun" },
  items: {
    session: "Angemeldet",
    link: "Netz",
    roster: "Ticketliste",
    keys: "Schlüssel",
    storage: "Speicher",
    app: "App",
    clock: "Uhr",
    camera: "Kamera",
    sound: "Ton",
    scans: "Zu sendende Scans",
    seats: "Plätze ohne Anmeldung",
  },
  session: {
    signed_in: (name) => `Als ${name}.`,
    signed_out: () => "Niemand ist angemeldet. Melden Sie sich an, solange es ein Netz gibt.",
    refused: () => "Der Server lässt Sie hier nicht mehr scannen. Fragen Sie den Veranstalter.",
  },
  link: {
    fast: (ms) => `Der Server antwortet in ${ms} ms.`,
    slow: () =>
      "Der Server antwortet zu langsam, um am Einlass gefragt zu werden. Dieses Gerät entscheidet selbst.",
    none: () => "Der Server antwortet nicht. Dieses Gerät entscheidet selbst und sendet seine Scans später.",
  },
  roster: {
    complete: (count) => `${tickets(count)}, so viele wie beim Server.`,
    loading: () => "Sie wird gerade von diesem Gerät gelesen.",
    missing: () => "Es gibt noch keine. Bleiben Sie online, bis sie da ist.",
    unreadable: () => "Was gespeichert war, ist nicht lesbar. Bleiben Sie online, bis sie wieder da ist.",
    partial: (count) => `Bisher ${tickets(count)}. Bleiben Sie online, bis sie vollständig ist.`,
    differs: (count) => `${tickets(count)} hier; der Server nennt eine andere Zahl. Online neu laden.`,
    old: (count) => `${tickets(count)}, aber älter als eine Viertelstunde. Online neu laden.`,
  },
  keys: {
    here: () => "Echte Tickets sind von gefälschten zu unterscheiden.",
    missing: () => "Ohne sie ist offline kein Ticket prüfbar. Bleiben Sie kurz online.",
  },
  storage: {
    fine: (free) => `Es ist Platz da${free}.`,
    blocked: () =>
      "Dieser Browser behält nichts von dieser Seite: Scans gehen verloren, wenn sie geschlossen wird. Beenden Sie den privaten Modus.",
    unsaved: () =>
      "Einige Scans konnten nicht gespeichert werden. Lassen Sie diese Seite offen, bis sie gesendet sind, und schaffen Sie Platz.",
    unreadable: () =>
      "Einige gespeicherte Scans sind nicht lesbar. Sie bleiben, wie sie sind; sagen Sie es dem Veranstalter.",
    full: (free) => `Es ist kaum noch Platz${free}. Löschen Sie etwas anderes auf diesem Gerät.`,
    not_persistent: () => "Wird der Platz knapp, darf der Browser ihn leeren. Bitten Sie ihn, es zu lassen.",
  },
  app: {
    kept: () => "Sie öffnet sich auch ohne Netz.",
    not_kept: () => "Sie öffnet sich noch nicht ohne Netz. Laden Sie diese Seite online noch einmal.",
  },
  clock: {
    right: () => "Sie stimmt mit der des Servers überein.",
    skewed: (minutes) =>
      `Sie geht ${minutes} Minuten falsch. Scans werden berichtigt; stellen Sie sie trotzdem.`,
    unknown: () => "Sie wurde noch nicht mit der des Servers verglichen.",
  },
  camera: {
    works: () => "Sie wurde probiert und geht.",
    not_tried: () => "Sie wurde noch nicht probiert.",
    denied: () => "Sie ist nicht erlaubt. Erlauben Sie sie in den Einstellungen des Browsers.",
    none: () => "Es gibt keine. Tippen Sie Codes ein, oder nehmen Sie einen Handscanner.",
    insecure: () => "Sie braucht eine https-Adresse.",
  },
  sound: {
    on: () => "Ergebnisse sind zu hören.",
    muted: () => "Er ist hier ausgeschaltet.",
    untouched: () => "Tippen Sie einmal auf Probieren: Vorher bleiben Browser still.",
  },
  scans: {
    sent: () => "Alle sind beim Server.",
    waiting: (count) =>
      count === "1"
        ? "1 ist nur auf diesem Gerät. Er wird von selbst gesendet."
        : `${count} sind nur auf diesem Gerät. Sie werden von selbst gesendet.`,
    refused: () => "Einige hat der Server nicht angenommen. Sehen Sie in die Liste der Scans.",
  },
  seats: {
    kept: (count) =>
      `${count} ${count === "1" ? "ist" : "sind"} für dieses Gerät zurückgelegt, solange es offline ist.`,
    not_yet: (from) =>
      `Noch keine: Plätze werden ab ${from} für dieses Gerät zurückgelegt. Öffnen Sie die Veranstaltung dann online, sonst kommt ohne Netz niemand ohne Ticket hinein.`,
    none: () => "Keine: Ohne Netz kommt niemand ohne Ticket hinein.",
  },
  free: (megabytes) => `: ${formatNumber(megabytes)} MB frei`,
  loadAgain: "Neu laden",
  keepStorage: "Darum bitten",
  tryCamera: "Probieren",
  trySound: "Probieren",
  turnOn: "Einschalten",
  openLog: "Liste öffnen",
  toTheDoor: "Zum Einlass",
  kiosk: "Selbst-Check-in",
});
