import { formatNumber } from "@eventmaster/i18n/format";
import { text } from "@eventmaster/i18n/text";

/** Somebody left the ticket at home. */
export const searchText = text("scanner.search", {
  title: "Search people",
  label: "Name or email",
  hint: "Searches the tickets on this device, also without a network.",
  none: "Nobody on this device has that in their name or email.",
  more: (shown: number) => `The first ${formatNumber(shown)} are shown. Type more letters.`,
  admit: "Admit",
  noName: "Name not shown",
  cancelled: "This ticket was cancelled",
  askForTicket: "This event shows the door no emails: ask for the ticket’s code",
  namesHidden: "This event shows the door no names. Ask for the ticket’s code.",
  states: { registered: "Not in yet", checked_in: "Admitted", cancelled: "Cancelled" },
});
