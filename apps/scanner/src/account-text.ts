import { formatNumber } from "@eventmaster/i18n/format";
import { plural, text } from "@eventmaster/i18n/text";

/** Who is signed in on this device. */
export const accountText = text("scanner.account", {
  account: "Account",
  signOut: "Sign out",
  notSent: (count: number) =>
    `${formatNumber(count)} ${plural.en(count, { one: "scan is", other: "scans are" })} not sent yet`,
  theyStay:
    "They stay on this device, without names, and are sent when somebody signs in here again. Better wait for the network.",
  workIn: (organization: string) => `Work in ${organization}`,
  sendFirst: "They can be sent only from this organization. Wait until they are, then change.",
});
