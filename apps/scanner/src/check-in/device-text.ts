import { text } from "@eventmaster/i18n/text";

/** What this device is called. */
export const deviceText = text("scanner.device", {
  ofPerson: (person: string) => `${person}’s device`,
  label: "Name of this device",
  hint: "The organizer sees it beside its scans.",
});
