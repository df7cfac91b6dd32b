import type { MailTexts } from "./mail-texts.ts";

const roles = { member: "Mitglied", organizer: "Veranstalter", admin: "Administrator" };

const asOrganizer = (eventTitle: string) =>
  `Sie erhalten diese E-Mail, weil Sie „${eventTitle}“ veranstalten.`;
const asHolder = (eventTitle: string) =>
  `Sie erhalten diese E-Mail, weil Sie ein Ticket für „${eventTitle}“ haben.`;

export const de: MailTexts = {
  hello: (name) => `Guten Tag ${name},`,
  helloThere: "Guten Tag,",
  linkFallback: "Wenn die Schaltfläche nicht funktioniert, öffnen Sie diese Adresse:",
  settings: "E-Mail-Einstellungen",
  unsubscribe: "Keine E-Mails dieser Art mehr",
  quoted: (name) => `„${name}“`,
  dateAndTime: ({ date, time }) => `${date} um ${time}`,
  begins: "Beginn",
  ends: "Ende",
  beginsForYou: "Beginn nach Ihrer Uhr",
  byYourClock: (moment) => `nach Ihrer Uhr: ${moment}`,
  title: "Titel",
  place: "Ort",
  ticketOf: "Ticket für",
  before: (value) => `bisher: ${value}`,
  reason: "Angegebener Grund:",
  qrCode: "Der QR-Code Ihres Tickets",
  kinds: {
    verify_email: "Bestätigung Ihrer Adresse",
    reset_password: "Neues Passwort",
    email_changed: "Ihr Konto hat eine andere Adresse",
    security_notice: "Sicherheit Ihres Kontos",
    claim_account: "Ihr Konto für eine Veranstaltung",
    invitation: "Einladungen",
    registration_confirmed: "Ihr Ticket nach der Anmeldung",
    registration_cancelled: "Bestätigung Ihrer Abmeldung",
    registered_by_organizer: "Ihr Ticket, wenn ein Veranstalter Sie angemeldet hat",
    cancelled_by_organizer: "Ein Veranstalter hat Ihre Anmeldung storniert",
    registration_restored: "Ihre Anmeldung gilt nach einer Stornierung wieder",
    waitlist_offer: "Ein Platz von der Warteliste",
    waitlist_closed: "Eine Warteliste ist geschlossen",
    event_changed: "Neue Zeit oder neuer Ort einer Veranstaltung, zu der Sie angemeldet sind",
    event_cancelled: "Absage einer Veranstaltung, zu der Sie angemeldet sind",
    event_deleted: "Eine Veranstaltung, zu der Sie angemeldet sind, wurde gelöscht",
    reminder_day: "Erinnerung einen Tag vor einer Veranstaltung",
    reminder_hour: "Erinnerung eine Stunde vor einer Veranstaltung",
    event_approved: "Ihre Veranstaltung wurde freigegeben",
    event_rejected: "Ihre Veranstaltung wurde nicht freigegeben",
    revision_accepted: "Ihre Änderungen wurden übernommen",
    revision_refused: "Ihre Änderungen wurden nicht übernommen",
    organizer_message: "Nachrichten der Veranstalter",
    webhook_disabled: "Ein Webhook Ihrer Organisation wurde abgeschaltet",
  },
  mails: {
    verify_email: () => ({
      subject: "Bestätigen Sie Ihre E-Mail-Adresse",
      paragraphs: ["Bitte bestätigen Sie, dass dies Ihre E-Mail-Adresse ist. Der Link gilt drei Tage."],
      action: "Adresse bestätigen",
      why: "Sie erhalten diese E-Mail, weil diese Adresse bei EventMaster angegeben wurde. Wenn Sie das nicht waren, ignorieren Sie sie.",
    }),
    reset_password: () => ({
      subject: "Wählen Sie ein neues Passwort",
      paragraphs: [
        "Mit diesem Link wählen Sie ein neues Passwort. Er funktioniert nur einmal und nur für kurze Zeit.",
      ],
      action: "Neues Passwort wählen",
      why: "Sie erhalten diese E-Mail, weil für diese Adresse ein neues Passwort angefordert wurde. Wenn Sie das nicht waren, ignorieren Sie sie: Ihr Passwort bleibt, wie es ist.",
    }),
    email_changed: ({ canTakeBack }) => ({
      subject: "Ihr Konto hat jetzt eine andere Adresse",
      paragraphs: [
        "Diese Adresse gehört nicht mehr zu Ihrem Konto: E-Mails gehen an die neue, und mit ihr melden Sie sich an.",
        ...(canTakeBack
          ? [
              "Wenn Sie das nicht selbst geändert haben, holen Sie das Konto innerhalb von drei Tagen zurück: Mit diesem Link wählen Sie ein neues Passwort, das Konto erhält wieder diese Adresse, und alle angemeldeten Geräte werden abgemeldet.",
            ]
          : []),
      ],
      action: "Das war ich nicht",
      why: "Sie erhalten diese E-Mail, weil das Konto bisher diese Adresse hatte.",
    }),
    security_notice: ({ event, at, keys, keyCount }) => ({
      subject: {
        password_changed: "Ihr Passwort wurde geändert",
        password_reset: "Ihr Passwort wurde ersetzt",
        api_key_created: "Ein neuer API-Schlüssel für Ihr Konto",
        session_stolen: "Vielleicht hat jemand anderes Ihr Konto benutzt",
      }[event],
      paragraphs: [
        {
          password_changed: `Das Passwort Ihres Kontos wurde am ${at} geändert. Alle anderen Geräte wurden abgemeldet.`,
          password_reset: `Für Ihr Konto wurde am ${at} über einen Link aus einer E-Mail an diese Adresse ein neues Passwort gewählt. Alle Geräte wurden abgemeldet.`,
          api_key_created: `Der API-Schlüssel ${keys} wurde am ${at} erstellt. Wer ihn hat, kann in Ihrem Namen handeln, soweit er dafür gilt.`,
          session_stolen: `Am ${at} wurde ein Anmeldenachweis ein zweites Mal benutzt, wie es geschieht, wenn er kopiert wurde. Diese Anmeldung wurde beendet, wo immer sie offen war.`,
        }[event],
        ...(event !== "api_key_created" && keyCount > 0
          ? [`Diese API-Schlüssel gelten weiter: ${keys}. Widerrufen Sie, was Sie nicht kennen.`]
          : []),
        event === "session_stolen"
          ? "Melden Sie sich neu an. Wenn Sie nicht wissen, wie es dazu kam, ändern Sie Ihr Passwort: Das meldet alle anderen Geräte ab."
          : "Wenn Sie das waren, ist nichts zu tun. Wenn nicht, wählen Sie sofort ein neues Passwort und sehen Sie Ihre Geräte und API-Schlüssel durch.",
      ],
      action: "Mein Konto prüfen",
      why: "Sie erhalten diese E-Mail, weil sie die Sicherheit Ihres Kontos betrifft. Sie lässt sich nicht abbestellen.",
    }),
    claim_account: ({ eventTitle }) => ({
      subject: `Ihr Konto für ${eventTitle}`,
      paragraphs: [
        `Sie wurden zu „${eventTitle}“ angemeldet. Wählen Sie ein Passwort, dann sehen Sie Ihr Ticket und können sich selbst zu weiteren Veranstaltungen anmelden.`,
      ],
      action: "Passwort wählen",
      why: `Sie erhalten diese E-Mail, weil der Veranstalter von „${eventTitle}“ Sie mit dieser Adresse angemeldet hat. Ohne Passwort kann niemand das Konto benutzen.`,
    }),
    invitation: ({ organizationName, inviterName, role }) => ({
      subject: `${inviterName} lädt Sie zu ${organizationName} ein`,
      paragraphs: [`${inviterName} lädt Sie ein, ${organizationName} als ${roles[role]} beizutreten.`],
      action: "Einladung ansehen",
      why: `Sie erhalten diese E-Mail, weil ${inviterName} diese Adresse bei EventMaster angegeben hat. Wenn Sie nicht beitreten möchten, ignorieren Sie sie.`,
    }),
    registration_confirmed: ({ eventTitle }) => ({
      subject: `Ihr Ticket: ${eventTitle}`,
      paragraphs: [
        `Sie sind zu „${eventTitle}“ angemeldet. Zeigen Sie diesen Code am Eingang, auf dem Telefon oder ausgedruckt.`,
      ],
      action: "Ticket öffnen",
      why: `Sie erhalten diese E-Mail, weil Sie zu „${eventTitle}“ angemeldet wurden.`,
    }),
    registration_cancelled: ({ eventTitle }) => ({
      subject: `Abgemeldet: ${eventTitle}`,
      paragraphs: [`Ihre Anmeldung zu „${eventTitle}“ ist storniert, Ihr Ticket gilt nicht mehr.`],
      action: "Veranstaltung öffnen",
      why: `Sie erhalten diese E-Mail, weil Sie zu „${eventTitle}“ angemeldet waren.`,
    }),
    registered_by_organizer: ({ eventTitle }) => ({
      subject: `Sie sind angemeldet: ${eventTitle}`,
      paragraphs: [
        `Der Veranstalter hat Sie zu „${eventTitle}“ angemeldet. Zeigen Sie diesen Code am Eingang, auf dem Telefon oder ausgedruckt.`,
        "Wenn Sie nicht kommen können, melden Sie sich in Ihrem Konto ab, dann bekommt jemand anderes den Platz.",
      ],
      action: "Ticket öffnen",
      why: `Sie erhalten diese E-Mail, weil ein Veranstalter Sie zu „${eventTitle}“ angemeldet hat.`,
    }),
    cancelled_by_organizer: ({ eventTitle }) => ({
      subject: `Ihre Anmeldung wurde storniert: ${eventTitle}`,
      paragraphs: [
        `Der Veranstalter hat Ihre Anmeldung zu „${eventTitle}“ storniert. Ihr Ticket gilt nicht mehr.`,
      ],
      action: "Veranstaltung öffnen",
      why: `Sie erhalten diese E-Mail, weil Sie ein Ticket für „${eventTitle}“ hatten.`,
    }),
    registration_restored: ({ eventTitle }) => ({
      subject: `Ihre Anmeldung gilt wieder: ${eventTitle}`,
      paragraphs: [
        `Der Veranstalter hat die Stornierung Ihrer Anmeldung zu „${eventTitle}“ zurückgenommen. Sie sind wieder angemeldet, und Ihr Ticket gilt wie zuvor: Derselbe Code öffnet den Einlass.`,
        "Wenn Sie nicht kommen können, melden Sie sich in Ihrem Konto ab, dann bekommt jemand anderes den Platz.",
      ],
      action: "Ticket öffnen",
      why: asHolder(eventTitle),
    }),
    waitlist_offer: ({ eventTitle, until }) => ({
      subject: `Ein Platz ist frei: ${eventTitle}`,
      paragraphs: [
        `Bei „${eventTitle}“ ist ein Platz frei geworden, und Sie sind auf der Warteliste an der Reihe.`,
        `Er ist bis ${until} für Sie reserviert. Danach geht er an die nächste Person.`,
      ],
      action: "Platz annehmen",
      why: `Sie erhalten diese E-Mail, weil Sie auf der Warteliste von „${eventTitle}“ stehen.`,
    }),
    waitlist_closed: ({ eventTitle, isCancelled }) => ({
      subject: `Kein Platz: ${eventTitle}`,
      paragraphs: [
        isCancelled
          ? `„${eventTitle}“ findet nicht statt, Sie warten also nicht mehr auf einen Platz.`
          : `„${eventTitle}“ beginnt, und für Sie ist kein Platz frei geworden. Die Warteliste ist geschlossen.`,
      ],
      action: "Veranstaltung öffnen",
      why: `Sie erhalten diese E-Mail, weil Sie auf der Warteliste von „${eventTitle}“ standen.`,
    }),
    event_changed: ({ eventTitle }) => ({
      subject: `Geändert: ${eventTitle}`,
      paragraphs: [`Bei „${eventTitle}“ hat sich etwas geändert. Ihr Ticket bleibt gültig.`],
      action: "Ticket öffnen",
      why: asHolder(eventTitle),
    }),
    event_cancelled: ({ eventTitle }) => ({
      subject: `Abgesagt: ${eventTitle}`,
      paragraphs: [`„${eventTitle}“ findet nicht statt. Ihr Ticket gilt nicht mehr.`],
      action: "Veranstaltung öffnen",
      why: `Sie erhalten diese E-Mail, weil Sie ein Ticket für „${eventTitle}“ hatten.`,
    }),
    event_deleted: ({ eventTitle, begins, heldTicket }) => ({
      subject: `Entfällt: ${eventTitle}`,
      paragraphs: [
        `„${eventTitle}“ (${begins}) wurde gelöscht und findet nicht statt.`,
        ...(heldTicket ? ["Ihr Ticket gilt nicht mehr."] : []),
      ],
      why: heldTicket
        ? `Sie erhalten diese E-Mail, weil Sie ein Ticket für „${eventTitle}“ hatten.`
        : `Sie erhalten diese E-Mail, weil Sie auf der Warteliste von „${eventTitle}“ standen.`,
    }),
    reminder_day: ({ eventTitle }) => ({
      subject: `Demnächst: ${eventTitle}`,
      paragraphs: [`„${eventTitle}“ beginnt bald. Hier ist Ihr Ticket; zeigen Sie den Code am Eingang.`],
      action: "Ticket öffnen",
      why: asHolder(eventTitle),
    }),
    reminder_hour: ({ eventTitle }) => ({
      subject: `Gleich geht es los: ${eventTitle}`,
      paragraphs: [
        `„${eventTitle}“ beginnt innerhalb der nächsten Stunde. Hier ist Ihr Ticket; zeigen Sie den Code am Eingang.`,
      ],
      action: "Ticket öffnen",
      why: asHolder(eventTitle),
    }),
    event_approved: ({ eventTitle }) => ({
      subject: `Veröffentlicht: ${eventTitle}`,
      paragraphs: [`„${eventTitle}“ wurde freigegeben: Man kann sie jetzt finden und sich anmelden.`],
      action: "Veranstaltung öffnen",
      why: asOrganizer(eventTitle),
    }),
    event_rejected: ({ eventTitle }) => ({
      subject: `Nicht veröffentlicht: ${eventTitle}`,
      paragraphs: [
        `„${eventTitle}“ wurde nicht freigegeben. Sie können die Veranstaltung ändern und erneut einreichen.`,
      ],
      action: "Veranstaltung öffnen",
      why: asOrganizer(eventTitle),
    }),
    revision_accepted: ({ eventTitle }) => ({
      subject: `Änderungen veröffentlicht: ${eventTitle}`,
      paragraphs: [`Ihre Änderungen an „${eventTitle}“ wurden übernommen und sind jetzt sichtbar.`],
      action: "Veranstaltung öffnen",
      why: asOrganizer(eventTitle),
    }),
    revision_refused: ({ eventTitle }) => ({
      subject: `Änderungen nicht veröffentlicht: ${eventTitle}`,
      paragraphs: [
        `Ihre Änderungen an „${eventTitle}“ wurden nicht übernommen. Die veröffentlichte Fassung bleibt, wie sie ist.`,
      ],
      action: "Veranstaltung öffnen",
      why: asOrganizer(eventTitle),
    }),
    organizer_message: ({ eventTitle, subject }) => ({
      subject: `${subject} (${eventTitle})`,
      paragraphs: [`Der Veranstalter von „${eventTitle}“ schreibt:`],
      action: "Veranstaltung öffnen",
      why: `Sie erhalten diese E-Mail, weil Sie ein Ticket für „${eventTitle}“ haben oder auf eines warten.`,
    }),
    webhook_disabled: ({ endpoint, because }) => ({
      subject: `Ein Webhook wurde abgeschaltet: ${endpoint}`,
      paragraphs: [
        because === "gone"
          ? `${endpoint} hat geantwortet, dass es die Adresse nicht mehr gibt (410). Dorthin wird nichts mehr gemeldet.`
          : `${endpoint} hat drei Tage lang keine Nachricht angenommen. Dorthin wird nichts mehr gemeldet, und was noch wartete, wird nicht gesendet.`,
        "Sobald die Gegenstelle wieder antwortet, schalten Sie den Webhook ein; Nachrichten aus seinem Protokoll lassen sich erneut senden.",
      ],
      action: "Webhooks ansehen",
      why: "Sie erhalten diese E-Mail, weil Sie Administrator dieser Organisation sind.",
    }),
  },
  unsubscribing: {
    title: "E-Mails von EventMaster",
    ask: (kind) => `Möchten Sie keine E-Mails dieser Art mehr erhalten: „${kind}“?`,
    confirm: "Ja, keine mehr davon",
    done: (kind) => `Sie erhalten keine E-Mails dieser Art mehr: „${kind}“.`,
    unknown: "Dieser Link stammt nicht von uns, oder das Konto besteht nicht mehr.",
    settings: "E-Mail-Einstellungen",
  },
};
