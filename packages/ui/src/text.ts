import { formatNumber } from "@eventmaster/i18n/format";
import { text } from "@eventmaster/i18n/text";

export const uiText = text("ui", {
  categories: {
    company: "Company",
    conference: "Conference",
    meetup: "Meetup",
    talk: "Talk",
    workshop: "Workshop",
    social: "Social",
    music: "Music",
    sport: "Sport",
    other: "Other",
  },
  roles: { member: "Member", organizer: "Organizer", admin: "Admin", guest: "Guest" },
  clearSearch: "Clear search",
  seatsTaken: "Seats taken",
  seatsOf: (taken: number, capacity: number) => `${formatNumber(taken)} of ${formatNumber(capacity)} taken`,
  full: "Full",
  lastSeat: "Last seat",
  seatsLeft: (left: number) => `${formatNumber(left)} seats left`,
  whereYouAre: (time: string, city: string) => `${time} in ${city}, where you are`,
});
