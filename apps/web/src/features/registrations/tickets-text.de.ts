import { formatNumber } from "@eventmaster/i18n/format";
import { translation } from "@eventmaster/i18n/text";
import type { ticketsText } from "./tickets-text.ts";

export const ticketsTextDe = translation<typeof ticketsText>("tickets", {
  myTickets: "Meine Tickets",
  eventCancelled: "Abgesagt",
  which: "Welche Tickets",
  upcoming: "Kommende",
  past: "Vergangene",
  tickets: "Tickets",
  noPast: "Keine vergangenen Tickets",
  noPastHint: "Tickets vergangener Veranstaltungen und stornierte Tickets bleiben hier.",
  none: "Noch keine Tickets",
  noneHint:
    "Melden Sie sich für eine Veranstaltung an, dann steht hier Ihr Ticket mit dem Code für den Einlass.",
  browse: "Veranstaltungen ansehen",
  waiting: "Wartelisten",
  waitingPlace: (position) => `Nummer ${formatNumber(position)}`,
  waitingOffered: "Platz angeboten",
});
