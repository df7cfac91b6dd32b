import { memberships } from "@eventmaster/db/schema/organizations";
import { and, eq } from "drizzle-orm";
import type { TenantContext } from "../context.ts";
import { enqueueMails } from "../notifications/enqueue-mail.ts";
import type { EndpointRow } from "./webhook-view.ts";

/** Tells the organization's admins that one of its other systems hears of nothing any more. */
export async function tellTurnedOff(
  ctx: TenantContext,
  endpoint: EndpointRow,
  because: "failing" | "gone",
): Promise<void> {
  const admins = await ctx.db
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.organizationId, ctx.organizationId), eq(memberships.role, "admin")));
  await enqueueMails(
    ctx,
    admins.map(({ userId }) => ({
      to: null,
      userId,
      kind: "webhook_disabled",
      about: {
        host: new URL(endpoint.url).host,
        description: endpoint.description,
        because,
        link: `${ctx.publicUrl}/admin/webhooks`,
      },
    })),
  );
}
