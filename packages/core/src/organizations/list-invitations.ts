import type { Invitation, listInvitationsInput } from "@eventmaster/contract/organizations";
import type { Page } from "@eventmaster/contract/paging";
import { invitations } from "@eventmaster/db/schema/accounts";
import { users } from "@eventmaster/db/schema/users";
import { eq, getTableColumns } from "drizzle-orm";
import type { z } from "zod";
import { authorize } from "../authorize.ts";
import { type Context, reading } from "../context.ts";
import { mapPage, pageThrough } from "../paging.ts";
import { showInvitation } from "./invitation-view.ts";

/** Invitations of the organization, newest first, whatever became of them. */
export async function listInvitations(
  ctx: Context,
  input: z.infer<typeof listInvitationsInput>,
): Promise<Page<Invitation>> {
  authorize(ctx, "user:invite");
  return reading(ctx, async (ctx) => {
    const ours = eq(invitations.organizationId, ctx.organizationId);
    const page = await pageThrough({
      paging: input,
      at: invitations.createdAt,
      id: invitations.id,
      direction: "desc",
      where: ours,
      total: () => ctx.db.$count(invitations, ours),
      rows: ({ where, orderBy, limit, offset }) =>
        ctx.db
          .select({ ...getTableColumns(invitations), inviterName: users.displayName })
          .from(invitations)
          .leftJoin(users, eq(users.id, invitations.invitedBy))
          .where(where)
          .orderBy(...orderBy)
          .limit(limit)
          .offset(offset),
      positionOf: (row) => ({ at: row.createdAt, id: row.id }),
    });
    return mapPage(page, (row) => showInvitation(ctx, row));
  });
}
