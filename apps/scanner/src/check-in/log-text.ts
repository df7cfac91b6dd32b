import { formatNumber } from "@eventmaster/i18n/format";
import { text } from "@eventmaster/i18n/text";

/** What this device has scanned. */
export const logText = text("scanner.log", {
  title: "Scans on this device",
  today: "Today’s scans.",
  allDays: "The last two days.",
  showAllDays: "Earlier days too",
  showToday: "Only today",
  show: "Show",
  all: "All",
  filters: {
    admitted: "Admitted",
    again: "Already admitted",
    refused: "Refused",
    not_checked: "Not checked",
    waiting: "To send",
    attention: "Needs attention",
  },
  search: "Search by name",
  noneOfThese: "None of these",
  nothing: "Nothing scanned yet",
  nothingHint: "Every scan of this event on this device appears here.",
  latest: (count: number) => `The latest ${formatNumber(count)} are shown.`,
  checkAgain: "Check again",
  sendAgain: "Send again",
  undo: "Undo",
  undoTitle: "Undo this scan",
  undoHint: "The ticket can be scanned again afterwards. The scan and your reason are kept.",
  reason: "Reason",
  reasonFirst: "Write a reason first",
  cancel: "Cancel",
  refusedWhy: (message: string) =>
    `The server did not take it (${message.replace(/\.$/u, "")}). Ask the organizer, then send it again.`,
  undoRefusedWhy: (message: string) => `It could not be undone: ${message}`,
  undone: (reason: string) => `Undone: ${reason}`,
  serverSays: (word: string) => `The server knew more: ${word}`,
  conflict: (who: string) => `Conflict: let in before by ${who}`,
  conflictNoTicket: "Conflict: this ticket should not have been let in",
  another: "another device",
});
