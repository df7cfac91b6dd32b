import { isOptionalMail, type MailPreference, mailKinds } from "@eventmaster/contract/notifications";
import { mailOptOuts } from "@eventmaster/db/schema/mails";
import { eq } from "drizzle-orm";
import { authorize } from "../authorize.ts";
import { type Context, reading, type TenantContext } from "../context.ts";

/** Every kind of mail, and whether one gets it. */
export async function listPreferences(ctx: Context): Promise<{ items: MailPreference[] }> {
  const actor = authorize(ctx, "account:manage");
  return reading(ctx, (ctx) => preferencesOf(ctx, actor.userId));
}

export async function preferencesOf(
  ctx: TenantContext,
  userId: string,
): Promise<{ items: MailPreference[] }> {
  const optOuts = await ctx.db
    .select({ kind: mailOptOuts.kind })
    .from(mailOptOuts)
    .where(eq(mailOptOuts.userId, userId));
  const off = new Set(optOuts.map(({ kind }) => kind));
  return {
    items: mailKinds.map((kind) => ({
      kind,
      isOn: !(isOptionalMail(kind) && off.has(kind)),
      isMandatory: !isOptionalMail(kind),
    })),
  };
}
