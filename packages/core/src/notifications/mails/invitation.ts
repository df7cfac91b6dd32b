import type { Role } from "@eventmaster/contract/permissions";
import { composeMail } from "../compose-mail.ts";
import type { Mail } from "../mail.ts";

const roleNames: Record<Role, string> = { member: "a member", organizer: "an organizer", admin: "an admin" };

/** Invites somebody into an organization. */
export function invitationMail(about: {
  to: string;
  organizationName: string;
  inviterName: string;
  role: Role;
  link: string;
}): Mail {
  return composeMail({
    to: about.to,
    kind: "invitation",
    subject: `${about.inviterName} invites you to ${about.organizationName}`,
    paragraphs: [
      "Hello,",
      `${about.inviterName} invites you to join ${about.organizationName} as ${roleNames[about.role]}.`,
    ],
    action: { label: "See the invitation", link: about.link },
    why: `You get this mail because ${about.inviterName} entered this address in EventMaster. If you do not want to join, ignore it.`,
  });
}
