import { z } from "zod";
import { pageInput, pageOf } from "./paging.ts";
import { roles } from "./permissions.ts";
import { email, id, idOut, instantOut, line, searchText, unlessMissing } from "./text.ts";

const role = z.enum(roles, unlessMissing(`Must be one of ${roles.join(", ")}`));

/** What stands in addresses and in the header `x-organization`. */
const slug = z
  .string(unlessMissing("Must be text"))
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u,
    "Must be lower-case letters, digits and hyphens, at most 63, such as chess-club",
  );

export const organization = z.object({
  id: idOut,
  slug: z.string(),
  name: z.string(),
});
export type Organization = z.infer<typeof organization>;

/** One of all, for whoever runs the system. */
export const organizationRow = organization.extend({
  createdAt: instantOut,
  people: z.number(),
  /** None: whoever was invited as its first one has not come yet. */
  admins: z.number(),
});
export type OrganizationRow = z.infer<typeof organizationRow>;
export const organizationPage = pageOf(organizationRow);
export const listOrganizationsInput = z.strictObject({ ...pageInput, q: searchText.optional() });

/** `hasSeveral`: until there are two organizations, nobody needs to see the word. */
export const myOrganizations = z.object({
  current: organization.extend({ role: z.enum([...roles, "guest"]) }),
  items: z.array(organization.extend({ role: z.enum(roles) })),
  hasSeveral: z.boolean(),
  mayCreate: z.boolean(),
});
export type MyOrganizations = z.infer<typeof myOrganizations>;

export const createOrganizationInput = z.strictObject({
  name: line(100),
  slug,
  /** Who is its first admin: becomes it at once with a proved address, else by accepting the invitation. */
  adminEmail: email,
});

/** The organization to act in from now on, by id or slug. */
export const switchOrganizationInput = z.strictObject({ organization: line(63) });

/** What a link leads to, wherever that is. */
export const locateInput = z.strictObject({
  kind: z.enum(["event", "registration"], unlessMissing("Must be one of the options")),
  id,
});
export const located = organization.nullable();

const invitationStatuses = ["open", "accepted", "revoked", "expired"] as const;

export const invitation = z.object({
  id: idOut,
  email: z.string(),
  role: z.enum(roles),
  status: z.enum(invitationStatuses),
  invitedBy: z.string().nullable(),
  createdAt: instantOut,
  expiresAt: instantOut,
});
export type Invitation = z.infer<typeof invitation>;
export const invitationPage = pageOf(invitation);

export const inviteInput = z.strictObject({ email, role });
export const listInvitationsInput = z.strictObject({ ...pageInput });
export const invitationIdInput = z.strictObject({ invitationId: id });
export const invitationTokenInput = z.strictObject({ token: line(200) });

/** What the link of an invitation shows to whoever holds it. */
export const shownInvitation = z.object({
  organization,
  email: z.string(),
  role: z.enum(roles),
  invitedBy: z.string().nullable(),
  expiresAt: instantOut,
});
export type ShownInvitation = z.infer<typeof shownInvitation>;

export const memberIdInput = z.strictObject({ userId: id });
