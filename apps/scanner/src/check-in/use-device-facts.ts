import type { Me } from "@eventmaster/contract/accounts";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useDeviceSetting } from "./device-settings.ts";
import { needsAttention } from "./log-filter.ts";
import type { OpenDoor } from "./open-door.ts";
import { canSound } from "./play-signal.ts";
import type { DeviceFacts } from "./readiness.ts";
import { seatsKeptFrom } from "./seats-kept-from.ts";
import { useDeviceStatus, useKeeper, useOwnScans } from "./use-open-door.ts";

/** Milliseconds between two looks at what tells of no change by itself. */
const lookEveryMs = 3000;

interface Probed {
  isPersistent: boolean | null;
  freeBytes: number | null;
  isInstalled: boolean;
  camera: DeviceFacts["camera"];
  canSound: boolean;
  now: number;
}

const unprobed: Probed = {
  isPersistent: null,
  freeBytes: null,
  isInstalled: false,
  camera: "not_tried",
  canSound: false,
  now: 0,
};

/** What this device can say of itself, looked at again and again. `look` looks at once. */
export function useDeviceFacts(open: OpenDoor, me: Me | null): { facts: DeviceFacts; look: () => void } {
  const { device, keeper, attendance, eventId } = open;
  const [probed, setProbed] = useState<Probed>(unprobed);
  const [muted] = useDeviceSetting("muted");
  const { meta, wasUnreadable, problem } = useKeeper(keeper);
  const status = useDeviceStatus(open);
  const scans = useOwnScans(device.scans, eventId);
  const standing = useSyncExternalStore(attendance.subscribe, attendance.standing);
  const access = device.pusher.access();

  const look = () => void probe().then(setProbed);
  useEffect(() => {
    let isLeft = false;
    const lookOnce = () => void probe().then((found) => isLeft || setProbed(found));
    lookOnce();
    const timer = setInterval(lookOnce, lookEveryMs);
    return () => {
      isLeft = true;
      clearInterval(timer);
    };
  }, []);

  const facts: DeviceFacts = {
    isSignedIn: me !== null,
    refusal:
      standing === "good" ? (problem?.code ?? (access.kind === "none" ? access.code : null)) : standing,
    seats: attendance.blankSeats((seatId) => scans.some(({ person }) => person?.seatId === seatId)),
    isBeforeSeats: meta !== null && probed.now > 0 && device.clock.now() < seatsKeptFrom(meta.event),
    link: status.link,
    roster: status.roster,
    ticketsHere: keeper.index.countLive(),
    ticketsThere: attendance.ticketCount() ?? meta?.event.registeredCount ?? null,
    rosterAgeMs: meta?.completeAt ? Math.max(0, probed.now - meta.completeAt) : null,
    wasRosterUnreadable: wasUnreadable,
    keys: keeper.keys()?.size ?? 0,
    hasDisk: device.hasDisk,
    isPersistent: probed.isPersistent,
    freeBytes: probed.freeBytes,
    unsaved: status.unsaved,
    unreadable: device.scans.unreadable(),
    isInstalled: probed.isInstalled,
    clockOffsetMs: device.clock.offset(),
    camera: probed.camera,
    isMuted: muted === "yes",
    canSound: probed.canSound,
    waiting: status.waiting,
    refused: scans.filter(needsAttention).length,
  };
  return { facts, look };
}

async function probe(): Promise<Probed> {
  const storage = "storage" in navigator ? navigator.storage : null;
  const estimate = await storage?.estimate().catch(() => null);
  return {
    isPersistent: (await storage?.persisted().catch(() => null)) ?? null,
    freeBytes: estimate?.quota === undefined ? null : estimate.quota - (estimate.usage ?? 0),
    isInstalled: "serviceWorker" in navigator && navigator.serviceWorker.controller !== null,
    camera: await cameraState(),
    canSound: canSound(),
    now: Date.now(),
  };
}

async function cameraState(): Promise<DeviceFacts["camera"]> {
  if (!("mediaDevices" in navigator)) return "insecure";
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  const cameras = devices.filter(({ kind }) => kind === "videoinput");
  if (cameras.length === 0) return "none";
  // Browsers name a camera only to those who were allowed to use one.
  if (cameras.some(({ label }) => label !== "")) return "works";
  const permission = await navigator.permissions?.query({ name: "camera" }).catch(() => null);
  return permission?.state === "denied" ? "denied" : "not_tried";
}
