import type { Occupancy } from "@eventmaster/contract/check-in";
import { getRouteApi } from "@tanstack/react-router";
import { startTransition, useEffect, useState, useSyncExternalStore } from "react";
import type { ScanStore } from "../store/scan-store.ts";
import type { LinkStatus } from "../sync/link.ts";
import type { KeeperState, RosterKeeper } from "../sync/roster-keeper.ts";
import type { OpenDoor } from "./open-door.ts";
import type { OwnScan } from "./own-scan.ts";

const route = getRouteApi("/events/$eventId");

/** The door of the event whose page this is. */
export function useOpenDoor(): OpenDoor {
  return route.useLoaderData().open;
}

export function useKeeper(keeper: RosterKeeper): KeeperState {
  return useSyncExternalStore(keeper.subscribe, keeper.state);
}

/** An event's scans on this device as they come, the latest first. They let a verdict go before them. */
export function useOwnScans(scans: ScanStore, eventId: string): readonly OwnScan[] {
  const [known, setKnown] = useState(() => ({ eventId, list: scans.of(eventId) }));
  useEffect(() => {
    const read = () => startTransition(() => setKnown({ eventId, list: scans.of(eventId) }));
    read();
    return scans.subscribe(read);
  }, [scans, eventId]);
  return known.eventId === eventId ? known.list : scans.of(eventId);
}

export function useLinkStatus({ device: { link } }: OpenDoor): LinkStatus {
  return useSyncExternalStore(link.subscribe, link.status);
}

/** What has to be known of this device at a glance. */
export interface DeviceStatus {
  link: LinkStatus;
  roster: KeeperState["status"];
  tickets: number;
  /** Scans that the server does not have yet, and those that it would not have. */
  waiting: number;
  refused: number;
  unsaved: number;
  conflicts: number;
}

export function useDeviceStatus(open: OpenDoor): DeviceStatus {
  const { device, keeper, eventId } = open;
  const { status, count, conflicts } = useKeeper(keeper);
  const scans = useOwnScans(device.scans, eventId);
  return {
    link: useLinkStatus(open),
    roster: status,
    tickets: count,
    waiting: scans.filter(({ delivery, undo }) => delivery.state === "waiting" || undo?.state === "waiting")
      .length,
    refused: scans.filter(({ delivery, undo }) => delivery.state === "refused" || undo?.state === "refused")
      .length,
    unsaved: useSyncExternalStore(device.scans.subscribe, device.scans.unsaved),
    conflicts: conflicts.length,
  };
}

export interface Counts {
  admitted: number;
  registered: number;
  inside: number;
  points: Occupancy["points"];
}

/** How many are in: what the server said last, and what this device has not told it yet; null before either is known. */
export function useCounts(open: OpenDoor): Counts | null {
  const { keeper, device, eventId } = open;
  const { occupancy, occupancyAt } = useKeeper(keeper);
  const scans = useOwnScans(device.scans, eventId);
  if (!occupancy) return null;
  const waiting = scans.filter(({ delivery, undo }) => {
    const isUntold = delivery.state === "waiting" || (delivery.state === "sent" && delivery.at > occupancyAt);
    return isUntold && undo === null;
  });
  const entries = waiting.filter(({ outcome }) => outcome === "admitted");
  const exits = waiting.filter(({ outcome }) => outcome === "left");
  const first = entries.filter(({ isReEntry }) => !isReEntry);
  return {
    admitted: occupancy.admitted + first.length,
    registered: occupancy.registered,
    inside: Math.max(0, occupancy.inside + entries.length - exits.length),
    points: occupancy.points,
  };
}
