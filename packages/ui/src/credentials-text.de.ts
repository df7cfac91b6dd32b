import { translation } from "@eventmaster/i18n/text";
import type { credentialsText } from "./credentials-text.ts";

export const credentialsTextDe = translation<typeof credentialsText>("credentials", {
  labels: { displayName: "Name", email: "E-Mail-Adresse", password: "Passwort" },
  missing: {
    displayName: "Bitte geben Sie Ihren Namen an",
    email: "Bitte geben Sie Ihre E-Mail-Adresse an",
    password: "Bitte geben Sie Ihr Passwort an",
  },
  nameHint: "Er steht auf Ihren Tickets, und der Einlass sieht ihn.",
  passwordHint: "Mindestens 8 Zeichen.",
});
