import { formatNumber } from "@eventmaster/i18n/format";
import { plural, text } from "@eventmaster/i18n/text";

export const organizationsText = text("organizations", {
  title: "Organizations",
  subtitle: "Each has its own people, events and audit log; nobody sees into another.",
  yours: "Yours",
  name: "Name",
  slug: "Short name",
  slugHint: "Stands in addresses: lower-case letters, digits and hyphens.",
  role: "Your role",
  current: "You are here",
  switchTo: (name: string) => `Switch to ${name}`,
  switchShort: "Switch",
  notSwitched: "You are where you were",
  acts: "Acts",
  create: "Create an organization",
  createNote: "For whoever runs this system. Its first admin invites everybody else.",
  adminEmail: "Email of its first admin",
  adminEmailHint: "With a verified account here they are admin at once; else they get an invitation.",
  doCreate: "Create",
  created: (name: string) => `${name} is created`,
  notCreated: "It was not created",
  all: "All of this system",
  search: "Search all organizations",
  count: (count: number) =>
    `${formatNumber(count)} ${plural.en(count, { one: "organization", other: "organizations" })}`,
  people: "People",
  admins: "Admins",
  noAdmin: "None yet",
  since: "Since",
  noneMatches: "No organization matches",
  none: "You belong to no organization",
});
