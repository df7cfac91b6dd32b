import { walletDevices, walletPasses } from "@eventmaster/db/schema/wallets";
import { googleClass, googleObject } from "@eventmaster/tickets/google-pass";
import { and, asc, eq, gt, inArray } from "drizzle-orm";
import { type Context, reading, transaction } from "../context.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import type { JobPayload } from "../jobs/job-payloads.ts";
import { ticketById } from "../registrations/list-tickets.ts";
import { nameOfOrganization } from "./offer-passes.ts";
import { patchAtGoogle, pushToApple, type WalletHosts } from "./wallet-pushes.ts";

/** So many passes are told of in one job; the next job goes on. */
const chunk = 200;

/** A job's work: tells Apple and Google of the passes of an event, or of one. Telling twice does no harm. */
export async function updatePasses(
  ctx: Context,
  { eventId, registrationId, after }: JobPayload<"wallet.update">,
  hosts: WalletHosts,
): Promise<void> {
  const passes = await reading(ctx, (ctx) =>
    ctx.db
      .select()
      .from(walletPasses)
      .where(
        and(
          eq(walletPasses.organizationId, ctx.organizationId),
          eq(walletPasses.eventId, eventId),
          registrationId ? eq(walletPasses.registrationId, registrationId) : undefined,
          after ? gt(walletPasses.registrationId, after) : undefined,
        ),
      )
      .orderBy(asc(walletPasses.registrationId))
      .limit(chunk),
  );
  const ids = passes.map((pass) => pass.registrationId);
  if (ids.length === 0) return;
  await tellApple(ctx, ids, hosts);
  await tellGoogle(
    ctx,
    passes.filter((pass) => pass.offeredToGoogleAt !== null).map((pass) => pass.registrationId),
    hosts,
  );
  const last = ids.at(-1);
  if (ids.length === chunk && last)
    await transaction(ctx, (ctx) =>
      enqueueJob(ctx, "wallet.update", { eventId, registrationId, after: last }),
    );
}

async function tellApple(ctx: Context, registrationIds: string[], hosts: WalletHosts): Promise<void> {
  const wallet = ctx.wallets?.apple;
  if (!wallet) return;
  const devices = await reading(ctx, (ctx) =>
    ctx.db
      .selectDistinct({ pushToken: walletDevices.pushToken })
      .from(walletDevices)
      .where(inArray(walletDevices.registrationId, registrationIds)),
  );
  if (devices.length === 0) return;
  const gone = await pushToApple(
    wallet,
    devices.map(({ pushToken }) => pushToken),
    hosts,
  );
  if (gone.length > 0)
    await transaction(ctx, (ctx) =>
      ctx.db.delete(walletDevices).where(inArray(walletDevices.pushToken, gone)),
    );
}

async function tellGoogle(ctx: Context, registrationIds: string[], hosts: WalletHosts): Promise<void> {
  const wallet = ctx.wallets?.google;
  if (!wallet || registrationIds.length === 0) return;
  const changes = await reading(ctx, async (ctx) => {
    const organizationName = await nameOfOrganization(ctx);
    const all = [];
    for (const id of registrationIds) {
      const ticket = await ticketById(ctx, id);
      if (!ticket) continue;
      const { id: classId, ...fields } = googleClass(ticket, { wallet, locale: "en", organizationName });
      if (all.length === 0) all.push({ kind: "eventTicketClass" as const, id: classId, fields });
      const { id: objectId, ...own } = googleObject(ticket, { wallet });
      all.push({ kind: "eventTicketObject" as const, id: objectId, fields: own });
    }
    return all;
  });
  await patchAtGoogle(wallet, changes, hosts);
}
