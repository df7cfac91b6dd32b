import type { KnownAdmission } from "@eventmaster/admission/decide";
import { admissions } from "@eventmaster/db/schema/check-in";
import { checkInPoints } from "@eventmaster/db/schema/events";
import { users } from "@eventmaster/db/schema/users";
import { and, eq } from "drizzle-orm";
import type { TenantContext } from "../context.ts";

/** When and by whom a ticket was let in at a check-in point, or null. */
export async function findAdmission(
  ctx: TenantContext,
  registrationId: string,
  checkInPointId: string,
): Promise<KnownAdmission | null> {
  const [found] = await ctx.db
    .select({
      admittedAt: admissions.admittedAt,
      admittedBy: users.displayName,
      checkPoint: checkInPoints.name,
      deviceId: admissions.deviceId,
    })
    .from(admissions)
    .innerJoin(checkInPoints, eq(checkInPoints.id, admissions.checkInPointId))
    .leftJoin(users, eq(users.id, admissions.admittedBy))
    .where(and(eq(admissions.registrationId, registrationId), eq(admissions.checkInPointId, checkInPointId)));
  return found ?? null;
}
