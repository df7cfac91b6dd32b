import { registrations } from "@eventmaster/db/schema/registrations";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { TenantContext } from "../context.ts";

/** Those of this event that are named, or that these people have, in the order in which everybody locks them. */
export function lockThese(
  ctx: TenantContext,
  eventId: string,
  which: { registrationIds: string[] } | { userIds: string[] },
) {
  return ctx.db
    .select({
      id: registrations.id,
      userId: registrations.userId,
      status: registrations.status,
      generation: registrations.generation,
    })
    .from(registrations)
    .where(
      and(
        eq(registrations.eventId, eventId),
        "userIds" in which
          ? inArray(registrations.userId, which.userIds)
          : inArray(registrations.id, which.registrationIds),
      ),
    )
    .orderBy(asc(registrations.id))
    .for("update");
}

/** What came of each that was named, once each and in the order named. */
export function resultsOf<Outcome extends string>(
  ids: string[],
  outcomes: ReadonlyMap<string, Outcome>,
): { registrationId: string; outcome: Outcome | "not_found" }[] {
  return [...new Set(ids)].map((registrationId) => ({
    registrationId,
    outcome: outcomes.get(registrationId) ?? "not_found",
  }));
}
