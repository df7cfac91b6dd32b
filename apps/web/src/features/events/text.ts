import { formatNumber } from "@eventmaster/i18n/format";
import { plural, text } from "@eventmaster/i18n/text";

export const eventsText = text("events", {
  whatsOn: "What’s on",
  events: "Events",
  searchEvents: "Search events",
  category: "Category",
  all: "All",
  found: (total: number) =>
    total === 0
      ? "No events"
      : `${formatNumber(total)} ${plural.en(total, { one: "event", other: "events" })}`,
  foundFor: (found: string, words: string) => `${found} for “${words}”`,
  shownOf: (shown: number, total: number) => `${formatNumber(shown)} of ${formatNumber(total)}`,
  loadMore: "Load more events",
  loading: "Loading…",
  moreFailed: "The next events could not be loaded. Try again.",
  noMatch: "No event matches",
  noMatchHint: "Try another word, or look in all categories.",
  showAll: "Show all events",
  noneYet: "No events yet",
  comeBack: "Come back soon: what is planned appears here.",
  yoursToMake: "The first one is yours to make.",
  create: "Create an event",
  picture: "Picture",
  over: "Over",
});
