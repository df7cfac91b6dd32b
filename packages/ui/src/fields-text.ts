import { formatNumber } from "@eventmaster/i18n/format";
import { text } from "@eventmaster/i18n/text";

export const fieldsText = text("ui-fields", {
  back: "Back",
  close: "Close",
  dismiss: "Dismiss",
  messages: "Messages",
  optional: "optional",
  choose: "Choose…",
  noMatch: "No match",
  nothingToChoose: "Nothing to choose from",
  chosen: (label: string) => `${label}: chosen`,
  enterAfterEach: "Press Enter after each one",
  mostTags: (most: number) => `${most} tags is the most`,
  tooMany: (count: number) => `${formatNumber(count)} too many`,
  zoneTime: (zone: string, offset: string) => `${zone} time, ${offset}`,
  skipped: (time: string) => `The clocks are put forward on this day: ${time} does not exist.`,
  twice: (time: string, isSecond: boolean, offset: string) =>
    `The clocks are put back on this day, and ${time} comes twice. This is the ${isSecond ? "second" : "first"} one (${offset}).`,
  takeOther: (isSecond: boolean, offset: string) => `Take the ${isSecond ? "second" : "first"} (${offset})`,
  notSaved: "This could not be saved",
  didNotWork: "That did not work",
  reasonFirst: "Write a reason first",
  atMost: (most: number) => `At most ${formatNumber(most)} characters`,
});
