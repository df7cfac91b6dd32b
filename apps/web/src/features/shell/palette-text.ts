import { text } from "@eventmaster/i18n/text";

export const paletteText = text("palette", {
  paletteHint: "Pages, acts and events",
  go: "Go to",
  act: "Do",
  events: "Events",
  nothingFound: "Nothing of that name",
  allEventsFor: (words: string) => `Search all events for “${words}”`,
  shortcutKeys: {
    palette: "Go to or search",
    help: "This list",
    search: "Search on this page",
    goHome: "Start page",
    goEvents: "Events",
    goTickets: "My tickets",
    goManage: "My events",
    goAccount: "Account settings",
    close: "Close what is open",
  },
  thenKey: "then",
  singleKeys: "Shortcuts of single keys",
  singleKeysHint: "Turn them off if you dictate text, or press keys by accident.",
});
