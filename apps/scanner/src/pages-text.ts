import { formatNumber } from "@eventmaster/i18n/format";
import { text } from "@eventmaster/i18n/text";

/** Around the door: signing in, choosing an event, and what cannot be shown. */
export const pagesText = text("scanner.pages", {
  site: "EventMaster Scanner",
  signIn: {
    title: "Sign in to scan",
    subtitle: "With your EventMaster account.",
    offline: "No connection. Signing in needs one; after that the door does without.",
    failed: "You are not signed in",
    act: "Sign in",
  },
  events: {
    title: "Choose an event",
    none: "No event to scan",
    staffOnly: "Scanning is for door staff",
    subtitle: "The tickets you scan are checked for it.",
    web: "Events and tickets",
    search: "Search events",
    searchHint: "Title or place",
    notFound: "No event has that in its title or place",
    fewer: "Try fewer letters.",
    nothingOn: "Nothing is on",
    openWeb: "Open EventMaster",
    until: "Published events appear here until twelve hours after their end.",
    noStaff: "You are on no event’s door staff",
    toTickets: "Go to your tickets",
    askOrganizer: (email: string) =>
      `You are signed in as ${email}. To scan, ask the organizer of the event to add you to its staff.`,
    onNow: "On now",
    admitted: (admitted: number, registered: number) =>
      `${formatNumber(admitted)} of ${formatNumber(registered)} admitted`,
  },
  notYours: "This event is not yours to scan",
  notYoursWhy: "It may be over, cancelled or not published, or you are not on its door staff.",
  choose: "Choose an event",
  failure: {
    offline: "No connection",
    offlineWhy: "The scanner cannot reach the server. Check the connection and try again.",
    again: "Try again",
  },
  newVersion: { there: "There is a new version of the scanner.", update: "Update now" },
});
