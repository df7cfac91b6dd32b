import type { ScanDirection } from "@eventmaster/admission/decide";
import type { CheckInPoint } from "@eventmaster/contract/check-in";
import { readSetting, useDeviceSetting } from "./device-settings.ts";

/** Where and which way a scan made now goes: it may have been changed a moment ago. Null for the event's first point. */
export function doorPlace(eventId: string): { checkInPointId: string | null; direction: ScanDirection } {
  return {
    checkInPointId: readSetting(pointSetting(eventId)),
    direction: readSetting(directionSetting(eventId)) === "exit" ? "exit" : "entry",
  };
}

/** The chosen point as long as there is one; else the event's first. */
export function useCheckInPoint(event: { id: string; checkInPoints: readonly CheckInPoint[] }) {
  const [chosen, choose] = useDeviceSetting(pointSetting(event.id));
  const point = event.checkInPoints.find(({ id }) => id === chosen) ?? event.checkInPoints[0];
  return { point, choose };
}

export function useDirection(eventId: string): [ScanDirection, (direction: ScanDirection) => void] {
  const [chosen, choose] = useDeviceSetting(directionSetting(eventId));
  return [chosen === "exit" ? "exit" : "entry", choose];
}

function pointSetting(eventId: string): string {
  return `check-in-point.${eventId}`;
}

function directionSetting(eventId: string): string {
  return `direction.${eventId}`;
}
