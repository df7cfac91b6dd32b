import { formatNumber } from "@eventmaster/i18n/format";
import { translation } from "@eventmaster/i18n/text";
import type { searchText } from "./search-text.ts";

export const searchTextDe = translation<typeof searchText>("scanner.search", {
  title: "Personen suchen",
  label: "Name oder E-Mail",
  hint: "Sucht in den Tickets auf diesem Gerät, auch ohne Netz.",
  none: "Niemand auf diesem Gerät heißt so oder hat diese E-Mail-Adresse.",
  more: (shown) => `Die ersten ${formatNumber(shown)} werden gezeigt. Tippen Sie weitere Buchstaben.`,
  admit: "Einlassen",
  noName: "Name nicht gezeigt",
  cancelled: "Dieses Ticket wurde storniert",
  askForTicket: "Diese Veranstaltung zeigt am Einlass keine E-Mail-Adressen: Bitten Sie um den Ticketcode",
  namesHidden: "Diese Veranstaltung zeigt am Einlass keine Namen. Bitten Sie um den Ticketcode.",
  states: { registered: "Noch nicht drin", checked_in: "Eingelassen", cancelled: "Storniert" },
});
