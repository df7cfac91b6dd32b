import { calendarFeeds } from "@eventmaster/db/schema/mails";
import { eq } from "drizzle-orm";
import { randomBytes } from "node:crypto";
import { hashToken } from "../accounts/refresh-tokens.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { authorize } from "../authorize.ts";
import { type Context, reading, transaction } from "../context.ts";

/** Since when one has an address for calendar programs; null for none. */
export async function getCalendarFeed(ctx: Context): Promise<{ createdAt: string | null }> {
  const actor = authorize(ctx, "account:manage");
  return reading(ctx, async (ctx) => {
    const [feed] = await ctx.db.select().from(calendarFeeds).where(eq(calendarFeeds.userId, actor.userId));
    return { createdAt: feed?.createdAt.toISOString() ?? null };
  });
}

/** Makes that address anew: the one before stops working, and this answer is the only place that shows it. */
export async function createCalendarFeed(ctx: Context): Promise<{ url: string }> {
  const actor = authorize(ctx, "account:manage");
  const token = randomBytes(32).toString("base64url");
  await transaction(ctx, async (ctx) => {
    const made = { tokenHash: hashToken(token), createdAt: ctx.now };
    await ctx.db
      .insert(calendarFeeds)
      .values({ userId: actor.userId, ...made })
      .onConflictDoUpdate({ target: calendarFeeds.userId, set: made });
    await recordAudit(ctx, {
      action: "account.create_calendar_feed",
      subjectType: "user",
      subjectId: actor.userId,
    });
  });
  return { url: `${ctx.publicUrl}/api/v1/calendar/${token}.ics` };
}

/** Ends it. Without one there is nothing to do. */
export async function revokeCalendarFeed(ctx: Context): Promise<void> {
  const actor = authorize(ctx, "account:manage");
  await transaction(ctx, async (ctx) => {
    const revoked = await ctx.db
      .delete(calendarFeeds)
      .where(eq(calendarFeeds.userId, actor.userId))
      .returning({ userId: calendarFeeds.userId });
    if (revoked.length > 0)
      await recordAudit(ctx, {
        action: "account.revoke_calendar_feed",
        subjectType: "user",
        subjectId: actor.userId,
      });
  });
}
