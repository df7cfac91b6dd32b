import { translation } from "@eventmaster/i18n/text";
import type { nextStepText } from "./next-step-text.ts";

export const nextStepTextDe = translation<typeof nextStepText>("event-next-step", {
  pending: "Als Nächstes sieht ein Admin sie an. Bis dahin sehen nur Sie und die Admins sie.",
  rejected: "Ein Admin hat sie zurückgegeben. Überarbeiten Sie sie, und reichen Sie sie erneut ein.",
  cancelled: "Abgesagt: Die Tickets gelten nicht mehr.",
  over: "Sie ist vorbei. Die Liste der Teilnehmenden bleibt hier.",
  on: "Sie läuft gerade. Scannen Sie Tickets am Einlass.",
  full: "Ausgebucht. Weitere Plätze können jederzeit dazukommen.",
  empty: "Noch hat sich niemand angemeldet. Teilen Sie den Link zur Seite.",
  open: "Offen für alle.",
  forOrganizer: "Für die Veranstaltenden",
  manage: "Verwalten",
});
