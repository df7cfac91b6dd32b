import { translation } from "@eventmaster/i18n/text";
import { sayVerdict, type VerdictWords } from "./verdict-facts.ts";
import type { verdictText } from "./verdict-text.ts";

const words: VerdictWords = {
  admitted: (name, isReEntry) =>
    [isReEntry ? "Willkommen zurück" : "Willkommen", name].filter(Boolean).join(", "),
  left: (name) => ["Auf Wiedersehen", name].filter(Boolean).join(", "),
  already_admitted: ({ day, time, point, by }) =>
    [
      "Schon eingelassen",
      day && `am ${day}`,
      time && `um ${time}`,
      point && `an „${point}“`,
      by && `durch ${by}`,
    ]
      .filter(Boolean)
      .join(" "),
  cancelled: "Dieses Ticket wurde storniert",
  eventCancelled: "Diese Veranstaltung wurde abgesagt",
  wrong_event: "Dieses Ticket gilt für eine andere Veranstaltung",
  not_published: "Diese Veranstaltung ist nicht veröffentlicht",
  event_over: "Diese Veranstaltung ist vorbei",
  unknown: "Zu diesem Code gibt es kein Ticket",
  forged: "Dieses Ticket ist nicht echt",
};

export const scannerVerdictTextDe = translation<typeof verdictText>("scanner.verdict", {
  sentence: (said) => sayVerdict(said, words),
});
