import { sessions } from "@eventmaster/db/schema/sessions";
import { and, eq, isNull } from "drizzle-orm";
import { recordAudit } from "../audit/record-audit.ts";
import { authorize } from "../authorize.ts";
import { type Context, transaction } from "../context.ts";

/** Ends the session at hand: its access and refresh tokens stop working with the next request. */
export async function logOut(ctx: Context): Promise<void> {
  const { sessionId } = authorize(ctx, "account:manage");
  if (sessionId === null) return;
  await transaction(ctx, async (ctx) => {
    const ended = await ctx.db
      .update(sessions)
      .set({ endedAt: ctx.now, endedReason: "log_out" })
      .where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt)))
      .returning({ id: sessions.id });
    if (ended.length === 0) return;
    await recordAudit(ctx, {
      action: "account.log_out",
      subjectType: "session",
      subjectId: sessionId,
    });
  });
}
