import { text } from "@eventmaster/i18n/text";

export const differenceText = text("event-differences", {
  fields: {
    title: "Title",
    description: "Description",
    startAt: "Starts",
    endAt: "Ends",
    timeZone: "Time zone",
    location: "Location",
    capacity: "Capacity",
    category: "Category",
    tags: "Tags",
    registrationOpensAt: "Registration opens",
    registrationClosesAt: "Registration closes",
    offerHours: "Hours to accept a seat",
    status: "State",
    doorNames: "Names at the door",
  },
  values: {
    pending: "Awaiting approval",
    published: "Published",
    rejected: "Rejected",
    cancelled: "Cancelled",
    full: "In full",
    short: "First name and initial",
    hidden: "Not shown",
  },
  nothing: "none",
  removed: "Removed:",
  added: "Added:",
});
