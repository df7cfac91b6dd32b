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
  eventStatus: {
    pending: "Awaiting approval",
    published: "Published",
    rejected: "Rejected",
    cancelled: "Cancelled",
  },
  registrationStatus: { registered: "Registered", checked_in: "Checked in", cancelled: "Cancelled" },
  errorStates: {
    forbidden: {
      title: "This is not yours to open",
      text: "Your role does not allow it. If it should, ask an administrator.",
    },
    "not-found": {
      title: "There is nothing here",
      text: "The address may be mistyped, or what was here has been taken away.",
    },
    offline: {
      title: "You are offline",
      text: "This page needs a connection. Tickets you have opened before still work.",
    },
    unexpected: {
      title: "Something went wrong on our side",
      text: "Nothing you did caused this. Trying again may help.",
    },
  },
  nameRequest: "When you ask for help, name this request:",
  language: "Language",
  languageFailed: "The words of this language could not be loaded",
  skip: "Skip to content",
  mainNav: "Main",
  loading: "Loading",
  previous: "Previous",
  next: "Next",
  pagesOf: (label: string) => `${label}: pages`,
  nothingHere: "Nothing here",
  rangeOf: (range: string, total: number) => `${range} of ${formatNumber(total)}`,
  clearSearch: "Clear search",
  seatsTaken: "Seats taken",
  seatsOf: (taken: number, capacity: number) => `${formatNumber(taken)} of ${formatNumber(capacity)} taken`,
  full: "Full",
  lastSeat: "Last seat",
  seatsLeft: (left: number) => `${formatNumber(left)} seats left`,
  whereYouAre: (time: string, city: string) => `${time} in ${city}, where you are`,
});
