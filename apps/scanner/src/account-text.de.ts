import { formatNumber } from "@eventmaster/i18n/format";
import { plural, translation } from "@eventmaster/i18n/text";
import type { accountText } from "./account-text.ts";

export const accountTextDe = translation<typeof accountText>("scanner.account", {
  account: "Konto",
  signOut: "Abmelden",
  notSent: (count) =>
    `${formatNumber(count)} ${plural.de(count, { one: "Scan ist", other: "Scans sind" })} noch nicht gesendet`,
  theyStay:
    "Sie bleiben ohne Namen auf diesem Gerät und werden gesendet, wenn sich hier wieder jemand anmeldet. Warten Sie lieber auf das Netz.",
  workIn: (organization) => `Zu ${organization} wechseln`,
  sendFirst: "Sie lassen sich nur aus dieser Organisation senden. Wechseln Sie, sobald sie gesendet sind.",
});
