import { defaultLocale } from "@eventmaster/contract/accounts";
import { isOptionalMail } from "@eventmaster/contract/notifications";
import { mailOptOuts, suppressedAddresses } from "@eventmaster/db/schema/mails";
import { users } from "@eventmaster/db/schema/users";
import { and, eq, sql } from "drizzle-orm";
import { printTicket } from "@eventmaster/tickets/print-ticket";
import { fileName } from "../download.ts";
import { uuidv7 } from "uuidv7";
import { type Context, reading, type TenantContext, transaction } from "../context.ts";
import { composeMail, type Reader } from "./compose-mail.ts";
import type { Mail } from "./mail.ts";
import { AddressRefused, type Mailer, senderOf } from "./mailer.ts";
import type { MailFile, ReadyMail } from "./ready-mail.ts";

/**
 * A job's work: one mail, composed from what is true now and handed to the mail server. Not sent, which is no failure: what
 * its person switched off, what is not so any more, and whatever would go to an address that does not exist.
 * @throws JobFailure
 */
export async function sendMail(ctx: Context, mailer: Mailer, mail: Mail, jobId: string): Promise<void> {
  const ready = await reading(ctx, (ctx) => prepare(ctx, mail, senderOf(mailer.from)));
  if (typeof ready === "string") {
    ctx.logger.info({ kind: mail.kind, jobId, because: ready }, "mail not sent");
    return;
  }
  if (ready.ticket) ready.files.push(await print(ready.ticket));
  try {
    await mailer.deliver(jobId, ready);
  } catch (error) {
    if (error instanceof AddressRefused) await suppress(ctx, ready.to, error.codes);
    throw error;
  }
}

async function print({ shown, locale }: NonNullable<ReadyMail["ticket"]>): Promise<MailFile> {
  return {
    filename: fileName(shown.eventTitle, "ticket.pdf"),
    contentType: "application/pdf",
    content: await printTicket(shown, { format: "a4", locale }),
  };
}

type Unsent = "address suppressed" | "account gone" | "switched off" | "not so any more";

async function prepare(
  ctx: TenantContext,
  mail: Mail,
  from: { name: string; email: string },
): Promise<ReadyMail | Unsent> {
  const reader = await readerOf(ctx, mail);
  if (reader === null) return "account gone";
  if (await isSuppressed(ctx, reader.to)) return "address suppressed";
  const isEssential = "isEssential" in mail.about && mail.about.isEssential;
  if (mail.userId !== null && isOptionalMail(mail.kind) && !isEssential) {
    const [optOut] = await ctx.db
      .select({ kind: mailOptOuts.kind })
      .from(mailOptOuts)
      .where(and(eq(mailOptOuts.userId, mail.userId), eq(mailOptOuts.kind, mail.kind)));
    if (optOut) return "switched off";
  }
  return (await composeMail(ctx, mail, reader, from)) ?? "not so any more";
}

/** Somebody without an account is written to in the language that the sender chose for them. */
async function readerOf(ctx: TenantContext, mail: Mail): Promise<Reader | null> {
  const isTheirs =
    mail.userId === null ? eq(sql`lower(${users.email})`, sql`lower(${mail.to})`) : eq(users.id, mail.userId);
  const [known] = await ctx.db
    .select({
      email: users.email,
      displayName: users.displayName,
      locale: users.locale,
      timeZone: users.timeZone,
    })
    .from(users)
    .where(isTheirs);
  if (known) return { ...known, to: mail.to ?? known.email };
  if (mail.userId !== null || mail.to === null) return null;
  return { to: mail.to, displayName: null, locale: mail.locale ?? defaultLocale, timeZone: null };
}

async function isSuppressed(ctx: TenantContext, address: string): Promise<boolean> {
  const [found] = await ctx.db
    .select({ id: suppressedAddresses.id })
    .from(suppressedAddresses)
    .where(
      and(
        eq(suppressedAddresses.organizationId, ctx.organizationId),
        eq(suppressedAddresses.address, address.toLowerCase()),
      ),
    );
  return found !== undefined;
}

async function suppress(ctx: Context, address: string, codes: string): Promise<void> {
  await transaction(ctx, (ctx) =>
    ctx.db
      .insert(suppressedAddresses)
      .values({
        id: uuidv7(),
        organizationId: ctx.organizationId,
        address: address.toLowerCase(),
        reason: codes,
        createdAt: ctx.now,
      })
      .onConflictDoNothing(),
  );
}
