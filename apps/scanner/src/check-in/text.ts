import { formatNumber } from "@eventmaster/i18n/format";
import { plural, text } from "@eventmaster/i18n/text";

/** At the door, with a queue behind the ticket. */
export const doorText = text("scanner.door", {
  notes: {
    unsaved: "Not saved on this device. Keep this page open until it is sent.",
    half_roster: "Only half of the ticket list is here: checked by its signature.",
    newer_ticket: "Newer than the ticket list. Its signature is genuine.",
    offline: "Offline: will be sent later.",
  },
  next: "Next",
  tryAgain: "Try again",
  signInAgain: "Sign in again",
  checkInPoint: "Check-in point",
  direction: "Direction",
  entry: "Entry",
  exit: "Exit",
  typeCode: "Type a code",
  search: "Search",
  walkIn: "Walk-in",
  checking: "Checking…",
  status: {
    label: "This device",
    fast: "Online",
    slow: "Slow network",
    none: "Offline",
    unknown: "Connecting",
    tickets: (count: number) =>
      `${formatNumber(count)} ${plural.en(count, { one: "ticket", other: "tickets" })}`,
    loadingTickets: "Loading tickets",
    noTickets: "No ticket list",
    halfTickets: (count: number) => `${formatNumber(count)} tickets so far`,
    waiting: (count: number) => `${formatNumber(count)} to send`,
    refused: (count: number) => `${formatNumber(count)} need attention`,
    unsaved: (count: number) => `${formatNumber(count)} not saved: keep this page open`,
    conflicts: (count: number) =>
      `${formatNumber(count)} ${plural.en(count, { one: "conflict", other: "conflicts" })}`,
    inside: (count: number) => `${formatNumber(count)} inside`,
  },
});
