import { translation } from "@eventmaster/i18n/text";
import type { ticketText } from "./ticket-text.ts";

export const ticketTextDe = translation<typeof ticketText>("ui-ticket", {
  place: "Ort",
  ticketOf: "Ticket von",
  codeFor: (event) => `Ticketcode für ${event}`,
  ticketCancelled: "Dieses Ticket ist storniert",
  opensNoDoor: "Damit kommen Sie nicht mehr hinein.",
  noCode: "Kein Code für dieses Ticket",
  reloadOnline: "Laden Sie die Seite neu, sobald Sie online sind.",
  youAreIn: "Sie sind drin",
  youAreInSince: (time) => `Sie sind drin, seit ${time}`,
  screenBright: "Stellen Sie den Bildschirm am Einlass hell",
});
