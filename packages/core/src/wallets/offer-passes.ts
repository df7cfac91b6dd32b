import type { WalletOptions } from "@eventmaster/contract/wallets";
import { organizations } from "@eventmaster/db/schema/organizations";
import { walletPasses } from "@eventmaster/db/schema/wallets";
import { googleSaveLink } from "@eventmaster/tickets/google-pass";
import { eq } from "drizzle-orm";
import { randomBytes } from "node:crypto";
import { authorize } from "../authorize.ts";
import { type Context, type TenantContext, transaction } from "../context.ts";
import { type Download, fileName } from "../download.ts";
import { loadOwnTicket } from "../tickets/load-own-ticket.ts";
import { drawPass, passType } from "./draw-pass.ts";
import { appleWallet, googleWallet } from "./wallets.ts";

/** @throws not_signed_in, forbidden */
export function getWalletOptions(ctx: Context): WalletOptions {
  authorize(ctx, "registration:list-own");
  return { apple: ctx.wallets?.apple !== undefined, google: ctx.wallets?.google !== undefined };
}

/** One of the actor's own tickets as a pass. @throws wallet_not_set_up, not_found, registration_cancelled */
export async function downloadApplePass(ctx: Context, input: { registrationId: string }): Promise<Download> {
  return transaction(ctx, async (ctx) => {
    const { ticket, locale } = await loadOwnTicket(ctx, input);
    const wallet = appleWallet(ctx);
    const { token } = await keepPass(ctx, ticket, {});
    const organizationName = await nameOfOrganization(ctx);
    return {
      name: fileName(ticket.eventTitle, "ticket.pkpass"),
      type: passType,
      body: drawPass(ctx, ticket, { wallet, locale, organizationName, token }),
    };
  });
}

/** The link by which one of the actor's own tickets is put into Google Wallet. @throws wallet_not_set_up, not_found, registration_cancelled */
export async function getGoogleWalletLink(
  ctx: Context,
  input: { registrationId: string },
): Promise<{ url: string }> {
  return transaction(ctx, async (ctx) => {
    const { ticket, locale } = await loadOwnTicket(ctx, input);
    const wallet = googleWallet(ctx);
    await keepPass(ctx, ticket, { offeredToGoogleAt: ctx.now });
    const organizationName = await nameOfOrganization(ctx);
    const origin = new URL(ctx.publicUrl).origin;
    return { url: await googleSaveLink(ticket, { wallet, locale, organizationName, now: ctx.now, origin }) };
  });
}

/** That the ticket is in a wallet from now on, and what a phone proves itself by; the same each time. */
async function keepPass(
  ctx: TenantContext,
  ticket: { id: string; eventId: string },
  fields: { offeredToGoogleAt?: Date },
): Promise<{ token: string }> {
  const [kept] = await ctx.db
    .insert(walletPasses)
    .values({
      ...fields,
      registrationId: ticket.id,
      eventId: ticket.eventId,
      organizationId: ctx.organizationId,
      token: randomBytes(32).toString("base64url"),
      changedAt: ctx.now,
      createdAt: ctx.now,
    })
    .onConflictDoUpdate({
      target: walletPasses.registrationId,
      set: { organizationId: ctx.organizationId, ...fields },
    })
    .returning({ token: walletPasses.token });
  if (!kept) throw new Error("The pass was not kept");
  return kept;
}

export async function nameOfOrganization(ctx: TenantContext): Promise<string> {
  const [found] = await ctx.db
    .select({ name: organizations.name })
    .from(organizations)
    .where(eq(organizations.id, ctx.organizationId));
  return found?.name ?? "EventMaster";
}
