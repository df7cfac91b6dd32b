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
  /** Why there is no verdict, by the error's code; others speak for themselves. */
  notChecked: {
    network: "No connection. Nobody knows yet whether this ticket may enter.",
    not_signed_in: "You are signed out.",
    session_ended: "Your session has ended.",
    forbidden: "You may not scan at this event any more.",
    device_revoked: "This device was taken off the door. Ask the organizer.",
    not_found: "This event or check-in point is gone, or not yours to scan any more.",
    rate_limited: "Too many scans at once. Wait a moment and try again.",
    validation: "This is too long to be a ticket code.",
  },
  showTicket: "Show their ticket",
  ticketTitle: "Their ticket",
  ticketHint: "They can take a picture of it. It opens the other doors of this event as well.",
  close: "Close",
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
