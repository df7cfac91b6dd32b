import type { listScansInput, LoggedScan } from "@eventmaster/contract/check-in";
import type { Page } from "@eventmaster/contract/paging";
import { scans } from "@eventmaster/db/schema/check-in";
import { and, eq, gte, ilike, isNotNull, isNull, lt, or, type SQL } from "drizzle-orm";
import type { z } from "zod";
import { authorize } from "../authorize.ts";
import { type Context, reading } from "../context.ts";
import { loadEventFor } from "../events/load-event.ts";
import { containing } from "../paging.ts";
import { conflictsAmong } from "./conflicts.ts";
import { holder, pageOfScans, showScans } from "./logged-scans.ts";

/** Every scan of an event with its outcome, newest first, for managers and door staff. @throws forbidden, not_found */
export async function listScans(
  ctx: Context,
  input: z.infer<typeof listScansInput>,
): Promise<Page<LoggedScan>> {
  authorize(ctx, "ticket:scan");
  return reading(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "ticket:scan", input.eventId);
    const page = await pageOfScans(ctx, input, scansWhere(event.id, input));
    return showScans(ctx, event, page, (ids) => conflictsAmong(ctx, ids));
  });
}

type Filter = Omit<z.infer<typeof listScansInput>, "eventId" | "limit" | "offset" | "cursor">;

/** For a query of scans with the tickets' holders as `holder`. */
export function scansWhere(eventId: string, input: Filter): SQL | undefined {
  const text = input.q ? containing(input.q) : null;
  return and(
    eq(scans.eventId, eventId),
    input.verdict ? eq(scans.verdict, input.verdict) : undefined,
    input.direction ? eq(scans.direction, input.direction) : undefined,
    input.checkInPointId ? eq(scans.checkInPointId, input.checkInPointId) : undefined,
    input.deviceId ? eq(scans.deviceId, input.deviceId) : undefined,
    input.isMarked === undefined ? undefined : input.isMarked ? isNotNull(scans.mark) : isNull(scans.mark),
    input.scannedBy ? eq(scans.scannedBy, input.scannedBy) : undefined,
    input.registrationId ? eq(scans.registrationId, input.registrationId) : undefined,
    input.from ? gte(scans.scannedAt, input.from) : undefined,
    input.to ? lt(scans.scannedAt, input.to) : undefined,
    text === null ? undefined : or(ilike(holder.displayName, text), ilike(holder.email, text)),
  );
}
