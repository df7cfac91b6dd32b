import { translation } from "@eventmaster/i18n/text";
import type { paletteText } from "./palette-text.ts";

export const paletteTextDe = translation<typeof paletteText>("palette", {
  paletteHint: "Seiten, Aktionen und Veranstaltungen",
  go: "Gehe zu",
  act: "Aktionen",
  events: "Veranstaltungen",
  nothingFound: "Nichts mit diesem Namen",
  allEventsFor: (words) => `Alle Veranstaltungen nach „${words}“ durchsuchen`,
  shortcutKeys: {
    palette: "Gehe zu oder suche",
    help: "Diese Liste",
    search: "Auf dieser Seite suchen",
    goHome: "Startseite",
    goEvents: "Veranstaltungen",
    goTickets: "Meine Tickets",
    goManage: "Meine Events",
    goAccount: "Kontoeinstellungen",
    close: "Offenes schließen",
  },
  thenKey: "dann",
  singleKeys: "Kürzel mit einzelnen Tasten",
  singleKeysHint: "Schalten Sie sie aus, wenn Sie Text diktieren oder versehentlich Tasten drücken.",
});
