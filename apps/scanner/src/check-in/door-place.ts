import type { DoorEvent } from "@eventmaster/contract/check-in";
import { deviceId, readSetting, useDeviceSetting } from "./device-settings.ts";

/** Where a scan is made, as the server is told. */
export interface DoorPlace {
  eventId: string;
  checkInPointId: string | null;
  deviceId: string;
}

type Points = Pick<DoorEvent, "id" | "checkInPoints">;

/** The place of a scan made now: the check-in point may have been changed a moment ago. */
export function doorPlace(event: Points): DoorPlace {
  return {
    eventId: event.id,
    checkInPointId: pointOf(event, readSetting(settingOf(event)))?.id ?? null,
    deviceId: deviceId(),
  };
}

export function useCheckInPoint(event: Points) {
  const [chosen, choose] = useDeviceSetting(settingOf(event));
  return { point: pointOf(event, chosen), choose };
}

function settingOf(event: Points): string {
  return `check-in-point.${event.id}`;
}

/** The chosen point as long as there is one; else the event's first. */
function pointOf({ checkInPoints }: Points, chosen: string | null) {
  return checkInPoints.find(({ id }) => id === chosen) ?? checkInPoints[0];
}
