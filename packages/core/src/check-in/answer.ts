import { verdictMessage } from "@eventmaster/admission/verdict-message";
import type { CheckInResult } from "@eventmaster/contract/check-in";
import { registrations } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { eq } from "drizzle-orm";
import type { TenantContext } from "../context.ts";
import type { EventRow } from "../events/event-view.ts";
import { attendeeColumns } from "../registrations/attendee-columns.ts";
import { type AttendeeRow, showAttendee } from "../registrations/registration-view.ts";
import type { SettledScan } from "./settle.ts";

/** What the door is told of a settled scan: the verdict, a sentence, and whose ticket it is. */
export async function answer(
  ctx: TenantContext,
  event: EventRow | null,
  { scanId, decision }: SettledScan,
): Promise<CheckInResult> {
  const holder = decision.registrationId === null ? null : await findAttendee(ctx, decision.registrationId);
  const { admission } = decision;
  return {
    success: decision.verdict === "admitted" || decision.verdict === "left",
    verdict: decision.verdict,
    message: verdictMessage(decision, {
      holderName: holder?.userDisplayName ?? null,
      timeZone: event?.timeZone ?? "UTC",
      eventStatus: event?.status,
      now: ctx.now,
    }),
    scanId,
    ...(decision.isReEntry ? { isReEntry: true } : {}),
    registration: holder ? showAttendee(holder) : null,
    admission: admission
      ? {
          admittedAt: admission.admittedAt.toISOString(),
          admittedBy: admission.admittedBy,
          checkInPoint: admission.checkPoint,
          deviceId: admission.deviceId,
        }
      : null,
  };
}

async function findAttendee(ctx: TenantContext, registrationId: string): Promise<AttendeeRow | null> {
  const [found] = await ctx.db
    .select(attendeeColumns)
    .from(registrations)
    .innerJoin(users, eq(users.id, registrations.userId))
    .where(eq(registrations.id, registrationId));
  return found ?? null;
}
