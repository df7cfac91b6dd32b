import { text } from "@eventmaster/i18n/text";

export const ticketText = text("ui-ticket", {
  place: "Place",
  ticketOf: "Ticket of",
  codeFor: (event: string) => `Ticket code for ${event}`,
  ticketCancelled: "This ticket is cancelled",
  opensNoDoor: "It does not open the door any more.",
  noCode: "No code for this ticket",
  reloadOnline: "Reload the page when you are online.",
  youAreIn: "You are in",
  youAreInSince: (time: string) => `You are in since ${time}`,
  screenBright: "Turn your screen bright at the door",
});
