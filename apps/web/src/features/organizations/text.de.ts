import { formatNumber } from "@eventmaster/i18n/format";
import { plural, translation } from "@eventmaster/i18n/text";
import type { organizationsText } from "./text.ts";

export const organizationsTextDe = translation<typeof organizationsText>("organizations", {
  title: "Organisationen",
  subtitle:
    "Jede hat eigene Personen, Veranstaltungen und ein eigenes Protokoll; keine sieht in eine andere.",
  yours: "Ihre",
  name: "Name",
  slug: "Kurzname",
  slugHint: "Steht in Adressen: Kleinbuchstaben, Ziffern und Bindestriche.",
  role: "Ihre Rolle",
  current: "Sie sind hier",
  switchTo: (name) => `Zu ${name} wechseln`,
  switchShort: "Wechseln",
  notSwitched: "Sie sind, wo Sie waren",
  acts: "Aktionen",
  create: "Organisation anlegen",
  createNote: "Für alle, die dieses System betreiben. Der erste Admin lädt alle anderen ein.",
  adminEmail: "E-Mail des ersten Admins",
  adminEmailHint: "Mit bestätigtem Konto hier sofort Admin, sonst kommt eine Einladung.",
  doCreate: "Anlegen",
  created: (name) => `${name} ist angelegt`,
  notCreated: "Nicht angelegt",
  all: "Alle dieses Systems",
  search: "Nach Name oder Kurzname suchen",
  count: (count) =>
    `${formatNumber(count)} ${plural.de(count, { one: "Organisation", other: "Organisationen" })}`,
  people: "Personen",
  admins: "Administratoren",
  noAdmin: "Noch keiner",
  since: "Seit",
  noneMatches: "Keine Organisation passt dazu",
  none: "Sie gehören keiner Organisation an",
});
