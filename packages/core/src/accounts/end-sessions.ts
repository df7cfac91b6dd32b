import { sessions } from "@eventmaster/db/schema/sessions";
import { and, eq, isNull, ne } from "drizzle-orm";
import { recordAudit } from "../audit/record-audit.ts";
import { authorize } from "../authorize.ts";
import { type Context, transaction, type TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";

/** Ends a person's live sessions, all or all but one: their tokens stop working with the next request. */
export async function endSessionsOf(
  ctx: TenantContext,
  userId: string,
  reason: string,
  except: string | null = null,
): Promise<number> {
  const ended = await ctx.db
    .update(sessions)
    .set({ endedAt: ctx.now, endedReason: reason })
    .where(
      and(
        eq(sessions.userId, userId),
        isNull(sessions.endedAt),
        except === null ? undefined : ne(sessions.id, except),
      ),
    )
    .returning({ id: sessions.id });
  return ended.length;
}

/** Signs one of one's own devices out. Ending it twice is one end. @throws not_found */
export async function endSession(ctx: Context, input: { sessionId: string }): Promise<void> {
  const actor = authorize(ctx, "account:manage");
  await transaction(ctx, async (ctx) => {
    const mine = and(eq(sessions.id, input.sessionId), eq(sessions.userId, actor.userId));
    const [ended] = await ctx.db
      .update(sessions)
      .set({ endedAt: ctx.now, endedReason: "ended_by_owner" })
      .where(and(mine, isNull(sessions.endedAt)))
      .returning({ id: sessions.id });
    if (!ended) {
      if ((await ctx.db.$count(sessions, mine)) === 0) throw new DomainError("not_found");
      return;
    }
    await recordAudit(ctx, {
      action: "session.end",
      subjectType: "session",
      subjectId: ended.id,
    });
  });
}

/** Signs every other device out. @returns how many there were */
export async function endOtherSessions(ctx: Context): Promise<{ ended: number }> {
  const actor = authorize(ctx, "account:manage");
  return transaction(ctx, async (ctx) => {
    const ended = await endSessionsOf(ctx, actor.userId, "ended_by_owner", actor.sessionId);
    if (ended > 0)
      await recordAudit(ctx, {
        action: "session.end_others",
        subjectType: "user",
        subjectId: actor.userId,
        details: { ended },
      });
    return { ended };
  });
}
