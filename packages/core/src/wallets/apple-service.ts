import type { Ticket } from "@eventmaster/contract/registrations";
import type { Locale } from "@eventmaster/contract/locales";
import { users } from "@eventmaster/db/schema/users";
import { registrations } from "@eventmaster/db/schema/registrations";
import { walletDevices, walletPasses } from "@eventmaster/db/schema/wallets";
import { and, eq, gt } from "drizzle-orm";
import { createHash, timingSafeEqual } from "node:crypto";
import { type Context, type Services, reading, type TenantContext, transaction } from "../context.ts";
import type { Logger } from "../context.ts";
import { ticketById } from "../registrations/list-tickets.ts";
import { systemContext } from "../jobs/system-context.ts";
import { drawPass } from "./draw-pass.ts";
import { nameOfOrganization } from "./offer-passes.ts";

/** A pass as its phone names it. */
export interface PassRequest {
  passTypeIdentifier: string;
  serialNumber: string;
  /** Of the header `Authorization: ApplePass …`. */
  token: string | null;
}

interface Caller {
  services: Services;
  logger: Logger;
  requestId: string;
}

/**
 * What phones ask of whoever made their passes (Apple, "PassKit Web Service"). They have no account and name no
 * organization: the pass that they hold says both, by its serial number and its own secret.
 * @returns null for a pass that is not ours, or not theirs
 */
async function authenticate(
  { services, logger, requestId }: Caller,
  { passTypeIdentifier, serialNumber, token }: PassRequest,
): Promise<Context | null> {
  if (passTypeIdentifier !== services.wallets?.apple?.passTypeIdentifier || token === null) return null;
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(serialNumber)) return null;
  const [pass] = await services.pool
    .select({ token: walletPasses.token, organizationId: walletPasses.organizationId })
    .from(walletPasses)
    .where(eq(walletPasses.registrationId, serialNumber));
  if (!pass || !isSame(pass.token, token)) return null;
  return systemContext(services, { organizationId: pass.organizationId, requestId }, logger);
}

function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** A phone has the pass, and wants to be told of changes. */
export async function registerDevice(
  caller: Caller,
  pass: PassRequest,
  device: { deviceId: string; pushToken: string },
): Promise<"unauthorized" | "created" | "known"> {
  const ctx = await authenticate(caller, pass);
  if (!ctx) return "unauthorized";
  return transaction(ctx, async (ctx) => {
    const made = await ctx.db
      .insert(walletDevices)
      .values({
        ...device,
        registrationId: pass.serialNumber,
        organizationId: ctx.organizationId,
        createdAt: ctx.now,
      })
      .onConflictDoNothing()
      .returning({ deviceId: walletDevices.deviceId });
    if (made.length > 0) return "created";
    await ctx.db
      .update(walletDevices)
      .set({ pushToken: device.pushToken })
      .where(isDevice(device.deviceId, pass.serialNumber));
    return "known";
  });
}

/** The pass was deleted from a phone. */
export async function unregisterDevice(
  caller: Caller,
  pass: PassRequest,
  deviceId: string,
): Promise<"unauthorized" | "done"> {
  const ctx = await authenticate(caller, pass);
  if (!ctx) return "unauthorized";
  await transaction(ctx, (ctx) => ctx.db.delete(walletDevices).where(isDevice(deviceId, pass.serialNumber)));
  return "done";
}

function isDevice(deviceId: string, registrationId: string) {
  return and(eq(walletDevices.deviceId, deviceId), eq(walletDevices.registrationId, registrationId));
}

/**
 * The passes on a phone that changed since the tag that it was given last, with the next tag. By Apple's design the phone's
 * own secret number is all that it shows here. A phone may hold passes of several organizations.
 */
export async function changedPasses(
  { services }: Pick<Caller, "services">,
  {
    deviceId,
    passTypeIdentifier,
    since,
  }: { deviceId: string; passTypeIdentifier: string; since: string | null },
): Promise<{ serialNumbers: string[]; lastUpdated: string } | null> {
  if (passTypeIdentifier !== services.wallets?.apple?.passTypeIdentifier) return null;
  const after = since !== null && /^\d{1,15}$/u.test(since) ? new Date(Number(since)) : null;
  const rows = await services.pool
    .select({ id: walletPasses.registrationId, changedAt: walletPasses.changedAt })
    .from(walletDevices)
    .innerJoin(walletPasses, eq(walletPasses.registrationId, walletDevices.registrationId))
    .where(and(eq(walletDevices.deviceId, deviceId), after ? gt(walletPasses.changedAt, after) : undefined))
    .limit(1000);
  if (rows.length === 0) return null;
  const last = Math.max(...rows.map(({ changedAt }) => changedAt.getTime()));
  return { serialNumbers: rows.map(({ id }) => id), lastUpdated: String(last) };
}

/** The pass as it is now. @returns "unchanged" when it did not change since */
export async function latestPass(
  caller: Caller,
  pass: PassRequest,
  since: Date | null,
): Promise<"unauthorized" | "unchanged" | { pass: Uint8Array; changedAt: Date }> {
  const ctx = await authenticate(caller, pass);
  const wallet = caller.services.wallets?.apple;
  if (!ctx || !wallet) return "unauthorized";
  return reading(ctx, async (ctx) => {
    const found = await passWithTicket(ctx, pass.serialNumber);
    if (!found) return "unauthorized";
    const { changedAt, ticket, locale, token } = found;
    // HTTP tells whole seconds.
    if (since && Math.floor(changedAt.getTime() / 1000) * 1000 <= since.getTime()) return "unchanged";
    const organizationName = await nameOfOrganization(ctx);
    return { pass: drawPass(ctx, ticket, { wallet, locale, organizationName, token }), changedAt };
  });
}

async function passWithTicket(
  ctx: TenantContext,
  registrationId: string,
): Promise<{ ticket: Ticket; locale: Locale; token: string; changedAt: Date } | null> {
  const [found] = await ctx.db
    .select({ token: walletPasses.token, changedAt: walletPasses.changedAt, locale: users.locale })
    .from(walletPasses)
    .innerJoin(registrations, eq(registrations.id, walletPasses.registrationId))
    .innerJoin(users, eq(users.id, registrations.userId))
    .where(eq(walletPasses.registrationId, registrationId));
  const ticket = found ? await ticketById(ctx, registrationId) : null;
  return found && ticket ? { ...found, ticket } : null;
}
