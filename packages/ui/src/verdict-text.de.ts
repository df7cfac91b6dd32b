import { translation } from "@eventmaster/i18n/text";
import type { verdictText } from "./verdict-text.ts";

export const verdictTextDe = translation<typeof verdictText>("ui-verdict", {
  verdicts: {
    admitted: "Eintritt",
    already_admitted: "Schon drin",
    left: "Gegangen",
    cancelled: "Storniert",
    wrong_event: "Falsches Event",
    not_published: "Nicht offen",
    event_over: "Vorbei",
    unknown: "Unbekannt",
    forged: "Gefälscht",
  },
});
