import { verdictMessage } from "@eventmaster/admission/verdict-message";
import type { CheckInResult } from "@eventmaster/contract/check-in";
import { registrations } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { eq } from "drizzle-orm";
import type { TenantContext } from "../context.ts";
import type { EventRow } from "../events/event-view.ts";
import { managesEvent } from "../events/load-event.ts";
import { attendeeColumns } from "../registrations/attendee-columns.ts";
import { type AttendeeRow, showAttendee } from "../registrations/registration-view.ts";
import { nameAtTheDoor } from "./door-names.ts";
import type { SettledScan } from "./settle.ts";

/** What the door is told of a settled scan: the verdict, a sentence, and whose ticket it is, as far as the event lets its door see. */
export async function answer(
  ctx: TenantContext,
  event: EventRow | null,
  { scanId, decision }: SettledScan,
): Promise<CheckInResult> {
  const holder = decision.registrationId === null ? null : await findAttendee(ctx, decision.registrationId);
  const { admission } = decision;
  const name = event && holder ? nameAtTheDoor(ctx, event, holder.userDisplayName) : null;
  return {
    success: decision.verdict === "admitted" || decision.verdict === "left",
    verdict: decision.verdict,
    message: verdictMessage(decision, {
      holderName: name,
      timeZone: event?.timeZone ?? "UTC",
      eventStatus: event?.status,
      now: ctx.now,
    }),
    scanId,
    ...(decision.isReEntry ? { isReEntry: true } : {}),
    registration: holder ? showAtTheDoor(ctx, event, holder, name) : null,
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

/** Whose name is not told whole has no email here either, as in the roster. */
function showAtTheDoor(
  ctx: TenantContext,
  event: EventRow | null,
  holder: AttendeeRow,
  name: string | null,
): CheckInResult["registration"] {
  const shown = showAttendee(holder);
  const isWhole = event !== null && (event.doorNames === "full" || managesEvent(ctx, event));
  return isWhole ? shown : { ...shown, userDisplayName: name ?? "", userEmail: "" };
}

async function findAttendee(ctx: TenantContext, registrationId: string): Promise<AttendeeRow | null> {
  const [found] = await ctx.db
    .select(attendeeColumns)
    .from(registrations)
    .innerJoin(users, eq(users.id, registrations.userId))
    .where(eq(registrations.id, registrationId));
  return found ?? null;
}
