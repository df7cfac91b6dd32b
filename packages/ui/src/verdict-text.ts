import { text } from "@eventmaster/i18n/text";

export const verdictText = text("ui-verdict", {
  verdicts: {
    admitted: "Admitted",
    already_admitted: "Already in",
    left: "Left",
    cancelled: "Cancelled",
    wrong_event: "Wrong event",
    not_published: "Not open",
    event_over: "Event over",
    unknown: "Unknown",
    forged: "Forged",
  },
});
