import { translation } from "@eventmaster/i18n/text";
import type { differenceText } from "./difference-text.ts";

export const differenceTextDe = translation<typeof differenceText>("event-differences", {
  fields: {
    title: "Titel",
    description: "Beschreibung",
    startAt: "Beginn",
    endAt: "Ende",
    timeZone: "Zeitzone",
    location: "Ort",
    capacity: "Plätze",
    category: "Kategorie",
    tags: "Schlagwörter",
    registrationOpensAt: "Anmeldung ab",
    registrationClosesAt: "Anmeldung bis",
    offerHours: "Stunden, um einen Platz anzunehmen",
    status: "Status",
    doorNames: "Namen am Einlass",
  },
  values: {
    pending: "Wartet auf Freigabe",
    published: "Veröffentlicht",
    rejected: "Abgelehnt",
    cancelled: "Abgesagt",
    full: "Vollständig",
    short: "Vorname und Initiale",
    hidden: "Nicht gezeigt",
  },
  nothing: "nichts",
  removed: "Entfernt:",
  added: "Neu:",
});
