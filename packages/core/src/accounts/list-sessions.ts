import type { Session } from "@eventmaster/contract/accounts";
import { sessions } from "@eventmaster/db/schema/sessions";
import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { authorize } from "../authorize.ts";
import { type Context, reading } from "../context.ts";

/** The devices that are signed in to one's account, the one used last first; the newest hundred. */
export async function listSessions(ctx: Context): Promise<{ items: Session[] }> {
  const actor = authorize(ctx, "account:manage");
  return reading(ctx, async (ctx) => {
    const rows = await ctx.db
      .select()
      .from(sessions)
      .where(
        and(eq(sessions.userId, actor.userId), isNull(sessions.endedAt), gt(sessions.expiresAt, ctx.now)),
      )
      .orderBy(desc(sessions.lastUsedAt), desc(sessions.id))
      .limit(100);
    return { items: rows.map((row) => ({ ...showSession(row), isCurrent: row.id === actor.sessionId })) };
  });
}

export function showSession(row: typeof sessions.$inferSelect) {
  return {
    id: row.id,
    userAgent: row.userAgent,
    ip: row.ip,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  };
}
