import {
  createOrganizationInput,
  invitation,
  invitationIdInput,
  invitationPage,
  invitationTokenInput,
  inviteInput,
  listInvitationsInput,
  listOrganizationsInput,
  located,
  locateInput,
  memberIdInput,
  myOrganizations,
  organization,
  organizationPage,
  shownInvitation,
  switchOrganizationInput,
} from "@eventmaster/contract/organizations";
import { acceptInvitation } from "@eventmaster/core/organizations/accept-invitation";
import { createOrganization } from "@eventmaster/core/organizations/create-organization";
import { leaveOrganization, removeMember } from "@eventmaster/core/organizations/end-membership";
import { invite } from "@eventmaster/core/organizations/invite";
import { listInvitations } from "@eventmaster/core/organizations/list-invitations";
import { listMyOrganizations } from "@eventmaster/core/organizations/list-my-organizations";
import { listOrganizations } from "@eventmaster/core/organizations/list-organizations";
import { locate } from "@eventmaster/core/organizations/locate";
import { openInvitation } from "@eventmaster/core/organizations/open-invitation";
import { revokeInvitation } from "@eventmaster/core/organizations/revoke-invitation";
import { switchOrganization } from "@eventmaster/core/organizations/switch-organization";
import { requires, router } from "../trpc.ts";

export const organizations = router({
  mine: requires("account:manage")
    .output(myOrganizations)
    .query(({ ctx }) => listMyOrganizations(ctx)),

  all: requires("organization:list")
    .input(listOrganizationsInput)
    .output(organizationPage)
    .query(({ ctx, input }) => listOrganizations(ctx, input)),

  create: requires("organization:create")
    .input(createOrganizationInput)
    .output(organization)
    .mutation(({ ctx, input }) => createOrganization(ctx, input)),

  /** For browsers, which keep it in a cookie; API clients send the header `x-organization` instead. */
  switch: requires("account:manage")
    .input(switchOrganizationInput)
    .output(organization)
    .mutation(async ({ ctx, input }) => {
      const chosen = await switchOrganization(ctx, input);
      ctx.cookies.keepOrganization(chosen.id);
      return chosen;
    }),

  /** Where a link leads that was followed from within another organization. */
  locate: requires("event:browse")
    .input(locateInput)
    .output(located)
    .query(({ ctx, input }) => locate(ctx, input)),

  leave: requires("organization:leave").mutation(({ ctx }) => leaveOrganization(ctx)),

  removeMember: requires("user:remove")
    .input(memberIdInput)
    .mutation(({ ctx, input }) => removeMember(ctx, input)),

  invite: requires("user:invite", "invite")
    .input(inviteInput)
    .output(invitation)
    .mutation(({ ctx, input }) => invite(ctx, input)),

  invitations: requires("user:invite")
    .input(listInvitationsInput)
    .output(invitationPage)
    .query(({ ctx, input }) => listInvitations(ctx, input)),

  revokeInvitation: requires("user:invite")
    .input(invitationIdInput)
    .mutation(({ ctx, input }) => revokeInvitation(ctx, input)),

  /** A mutation although it only reads: a token does not belong into an address that is logged. */
  openInvitation: requires("account:recover", "proof")
    .input(invitationTokenInput)
    .output(shownInvitation)
    .mutation(({ ctx, input }) => openInvitation(ctx, input)),

  acceptInvitation: requires("organization:join", "proof")
    .input(invitationTokenInput)
    .output(organization)
    .mutation(async ({ ctx, input }) => {
      const joined = await acceptInvitation(ctx, input);
      ctx.cookies.keepOrganization(joined.id);
      return joined;
    }),
});
