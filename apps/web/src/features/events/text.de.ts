import { formatNumber } from "@eventmaster/i18n/format";
import { plural, translation } from "@eventmaster/i18n/text";
import type { eventsText } from "./text.ts";

export const eventsTextDe = translation<typeof eventsText>("events", {
  whatsOn: "Was ansteht",
  events: "Veranstaltungen",
  searchEvents: "Veranstaltungen suchen",
  category: "Kategorie",
  all: "Alle",
  found: (total) =>
    total === 0
      ? "Keine Veranstaltungen"
      : `${formatNumber(total)} ${plural.de(total, { one: "Veranstaltung", other: "Veranstaltungen" })}`,
  foundFor: (found, words) => `${found} zu „${words}“`,
  shownOf: (shown, total) => `${formatNumber(shown)} von ${formatNumber(total)}`,
  loadMore: "Weitere Veranstaltungen laden",
  loading: "Wird geladen …",
  moreFailed: "Die nächsten Veranstaltungen konnten nicht geladen werden. Bitte noch einmal versuchen.",
  noMatch: "Keine Veranstaltung gefunden",
  noMatchHint: "Versuchen Sie ein anderes Wort, oder suchen Sie in allen Kategorien.",
  showAll: "Alle Veranstaltungen zeigen",
  noneYet: "Noch keine Veranstaltungen",
  comeBack: "Schauen Sie bald wieder vorbei: Was geplant ist, erscheint hier.",
  yoursToMake: "Die erste können Sie anlegen.",
  create: "Veranstaltung anlegen",
  picture: "Bild",
  over: "Vorbei",
});
