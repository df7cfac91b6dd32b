import {
  isOptionalMail,
  type MailKind,
  type MailPreference,
  type setMailPreferenceInput,
} from "@eventmaster/contract/notifications";
import { mailOptOuts } from "@eventmaster/db/schema/mails";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { authorize } from "../authorize.ts";
import { type Context, type TenantContext, transaction } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { preferencesOf } from "./list-preferences.ts";

/**
 * Switches one kind of mail off or on for oneself. Doing so twice is doing so once.
 * @throws validation for a kind that is always sent
 */
export async function setPreference(
  ctx: Context,
  input: z.infer<typeof setMailPreferenceInput>,
): Promise<{ items: MailPreference[] }> {
  const actor = authorize(ctx, "account:manage");
  if (!isOptionalMail(input.kind))
    throw new DomainError("validation", { fields: { kind: "Mails of this kind are always sent" } });
  return transaction(ctx, async (ctx) => {
    await switchMails(ctx, actor.userId, input);
    return preferencesOf(ctx, actor.userId);
  });
}

/** Writes it down, with its audit row where it changes something. */
export async function switchMails(
  ctx: TenantContext,
  userId: string,
  { kind, isOn }: { kind: MailKind; isOn: boolean },
): Promise<void> {
  const changed = isOn
    ? await ctx.db
        .delete(mailOptOuts)
        .where(and(eq(mailOptOuts.userId, userId), eq(mailOptOuts.kind, kind)))
        .returning({ kind: mailOptOuts.kind })
    : await ctx.db
        .insert(mailOptOuts)
        .values({ userId, kind, createdAt: ctx.now })
        .onConflictDoNothing()
        .returning({ kind: mailOptOuts.kind });
  if (changed.length === 0) return;
  await recordAudit(ctx, {
    action: isOn ? "account.switch_mails_on" : "account.switch_mails_off",
    subjectType: "user",
    subjectId: userId,
    actorId: userId,
    details: { kind },
  });
}
