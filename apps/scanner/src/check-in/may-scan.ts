import type { Standing } from "../sync/attendance.ts";
import type { Answer } from "./answer.ts";
import type { DoorKnowledge } from "./decide-locally.ts";
import type { ScanPlace } from "./offline-door.ts";

/** A device that was told that it has no business at the door lets nobody in, whatever it knows. */
export function refusedBy(standing: Standing): Answer | null {
  if (standing === "device_revoked" || standing === "duty_ended")
    return {
      kind: "not_checked",
      reason: standing === "duty_ended" ? "forbidden" : standing,
      message: standing,
    };
  return null;
}

/** The chosen point, if there still is one; else the event's first. */
export function pointAt({ event }: DoorKnowledge, { checkInPointId }: ScanPlace): string | null {
  const points = event.checkInPoints;
  return (points.find(({ id }) => id === checkInPointId) ?? points[0])?.id ?? null;
}
