import { readSetting, writeSetting } from "./device-settings.ts";

const setting = "kiosk";

/** Under which other tabs hear of it. */
export const kioskStorageKey = `scanner.${setting}`;

/** Wrong PINs in a row before the next try has to wait, and the milliseconds that it waits. */
export const freeTries = 5;
export const waitMs = 30_000;

/** Four digits are ten thousand PINs: slow to try, also for whoever has the hash. */
const rounds = 200_000;

interface Lock {
  eventId: string;
  /** Of whoever locked it: their password unlocks, too, whoever has signed in since. */
  email: string;
  salt: number[];
  hash: number[];
  wrongTries: number;
  /** Milliseconds since 1970. */
  waitsUntil: number;
}

/** The event that this device is locked to for self check-in; null while it is not. Holds over reloads. */
export function lockedEvent(): string | null {
  return readLock()?.eventId ?? null;
}

/** Whose password unlocks it; null while it is not locked. */
export function lockedBy(): string | null {
  return readLock()?.email ?? null;
}

export async function lockKiosk(eventId: string, email: string, pin: string): Promise<void> {
  const salt = [...crypto.getRandomValues(new Uint8Array(16))];
  write({ eventId, email, salt, hash: await hashOf(pin, salt), wrongTries: 0, waitsUntil: 0 });
}

export type Unlocking = "unlocked" | "wrong" | "wait";

export async function unlockKiosk(pin: string, now: number): Promise<Unlocking> {
  const lock = readLock();
  if (!lock) return "unlocked";
  if (now < lock.waitsUntil) return "wait";
  const hash = await hashOf(pin, lock.salt);
  if (hash.every((byte, at) => byte === lock.hash[at])) {
    releaseKiosk();
    return "unlocked";
  }
  const wrongTries = lock.wrongTries + 1;
  write({ ...lock, wrongTries, waitsUntil: wrongTries >= freeTries ? now + waitMs : 0 });
  return "wrong";
}

/** For who has proved otherwise that they may. */
export function releaseKiosk(): void {
  writeSetting(setting, "");
}

function readLock(): Lock | null {
  const text = readSetting(setting);
  if (!text) return null;
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only `write` below writes it
    return JSON.parse(text) as Lock;
  } catch {
    return null;
  }
}

function write(lock: Lock): void {
  writeSetting(setting, JSON.stringify(lock));
}

async function hashOf(pin: string, salt: readonly number[]): Promise<number[]> {
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, [
    "deriveBits",
  ]);
  const derived = await crypto.subtle.deriveBits(
    { name: "PBKDF2", hash: "SHA-256", salt: new Uint8Array(salt), iterations: rounds },
    key,
    256,
  );
  return [...new Uint8Array(derived)];
}
