import { translation } from "@eventmaster/i18n/text";
import type { walkInText } from "./walk-in-text.ts";

export const walkInTextDe = translation<typeof walkInText>("scanner.walk-in", {
  title: "Ohne Ticket einlassen",
  admit: "Einlassen",
  letInAnyway: "Trotzdem einlassen",
  cancel: "Abbrechen",
  full: "Diese Veranstaltung ist ausgebucht",
  nobody: "Niemand wurde eingelassen",
  email: "E-Mail-Adresse",
  emailHint: "Wer schon angemeldet ist, kommt damit hinein.",
  name: "Name",
  nameHint: "Nötig, wenn noch niemand diese E-Mail-Adresse hat.",
  nameNeeded: "Diese E-Mail-Adresse ist auf diesem Gerät neu: Bitte geben Sie einen Namen an",
  reason: "Grund",
  reasonHint: "Damit kommt ein Platz dazu; der Grund steht im Protokoll.",
  reasonFirst: "Bitte erst einen Grund schreiben",
  canAddSeat: "Als Admin können Sie mit einem Grund einen Platz hinzufügen.",
  onlyAdmin: "Nur ein Admin kann noch jemanden einlassen.",
  refusals: {
    not_published: () => "Diese Veranstaltung ist nicht veröffentlicht.",
    event_over: () => "Diese Veranstaltung ist vorbei.",
    no_seat_yet: (from) =>
      `Für dieses Gerät sind noch keine Plätze zurückgelegt: Das beginnt ${from}, wenn es online ist. Gehen Sie online, um jetzt jemanden einzulassen.`,
    no_seat: () =>
      "Für dieses Gerät ist kein freier Platz zurückgelegt. Gehen Sie online, um jemanden einzulassen.",
  },
});
