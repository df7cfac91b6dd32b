import { formatNumber } from "@eventmaster/i18n/format";
import { text } from "@eventmaster/i18n/text";

export const ticketsText = text("tickets", {
  myTickets: "My tickets",
  eventCancelled: "Event cancelled",
  which: "Which tickets",
  upcoming: "Upcoming",
  past: "Past",
  tickets: "Tickets",
  noPast: "No past tickets",
  noPastHint: "Tickets of events that are over, and cancelled ones, are kept here.",
  none: "No tickets yet",
  noneHint: "Register for an event, and its ticket with the code for the door stands here.",
  browse: "Browse events",
  waiting: "Waitlists",
  waitingPlace: (position: number) => `Number ${formatNumber(position)}`,
  waitingOffered: "Seat offered",
});
