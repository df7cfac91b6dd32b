import { translation } from "@eventmaster/i18n/text";
import type { waitlistListText } from "./list-text.ts";

export const waitlistListTextDe = translation<typeof waitlistListText>("waitlist-list", {
  waitlist: "Warteliste",
  note: "Ein frei werdender Platz wird der nächsten Person angeboten, die eine Frist zum Annehmen hat.",
  status: "Status",
  everybodyWaiting: "Wartend und mit Angebot",
  statuses: {
    waiting: "Wartet",
    offered: "Platz angeboten",
    accepted: "Hat ein Ticket",
    expired: "Frist verstrichen",
    left: "Verlassen",
  },
  position: "Stelle",
  name: "Name",
  email: "E-Mail",
  joined: "Seit",
  until: "Angebot gilt bis",
  nobody: "Niemand wartet",
  nobodyNext: "Ist die Veranstaltung ausgebucht, kann man sich auf ihrer Seite eintragen.",
  nobodyWithStatus: "Niemand hat diesen Status",
  entries: "Personen auf der Warteliste",
});
