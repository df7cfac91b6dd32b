import { formatNumber } from "@eventmaster/i18n/format";
import { translation } from "@eventmaster/i18n/text";
import type { uiText } from "./text.ts";

export const uiTextDe = translation<typeof uiText>("ui", {
  categories: {
    company: "Unternehmen",
    conference: "Konferenz",
    meetup: "Meetup",
    talk: "Vortrag",
    workshop: "Workshop",
    social: "Geselliges",
    music: "Musik",
    sport: "Sport",
    other: "Sonstiges",
  },
  roles: { member: "Mitglied", organizer: "Veranstalter", admin: "Admin", guest: "Gast" },
  clearSearch: "Suche leeren",
  seatsTaken: "Belegte Plätze",
  seatsOf: (taken, capacity) => `${formatNumber(taken)} von ${formatNumber(capacity)} belegt`,
  full: "Ausgebucht",
  lastSeat: "Letzter Platz",
  seatsLeft: (left) => `${formatNumber(left)} Plätze frei`,
  whereYouAre: (time, city) => `${time} in ${city}, wo Sie gerade sind`,
});
