import type { Invitation } from "@eventmaster/contract/organizations";
import type { invitations } from "@eventmaster/db/schema/accounts";

type InvitationRow = typeof invitations.$inferSelect & { inviterName: string | null };

/** An invitation as those who manage people see it; the link went to its address only. */
export function showInvitation({ now }: { now: Date }, row: InvitationRow): Invitation {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    status: statusOf(row, now),
    invitedBy: row.inviterName,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  };
}

function statusOf(row: InvitationRow, now: Date): Invitation["status"] {
  if (row.acceptedAt !== null) return "accepted";
  if (row.revokedAt !== null) return "revoked";
  return row.expiresAt <= now ? "expired" : "open";
}
