import { textOf } from "@eventmaster/i18n/locale";
import { useCallback, useSyncExternalStore } from "react";
import { uuidv7 } from "uuidv7";
import { deviceText } from "./device-text.ts";

/** What this device remembers between visits. Where storage is blocked, it remembers until the page closes. */
const memory = new Map<string, string>();
const watchers = new Set<() => void>();

/** One remembered setting; null until it was chosen. */
export function readSetting(name: string): string | null {
  try {
    return localStorage.getItem(`scanner.${name}`) ?? memory.get(name) ?? null;
  } catch {
    return memory.get(name) ?? null;
  }
}

export function writeSetting(name: string, value: string): void {
  try {
    localStorage.setItem(`scanner.${name}`, value);
  } catch {
    memory.set(name, value);
  }
  for (const watcher of watchers) watcher();
}

function subscribe(onChange: () => void): () => void {
  watchers.add(onChange);
  return () => watchers.delete(onChange);
}

export function useDeviceSetting(name: string): [string | null, (value: string) => void] {
  const value = useSyncExternalStore(subscribe, () => readSetting(name));
  const choose = useCallback((next: string) => writeSetting(name, next), [name]);
  return [value, choose];
}

const nameSetting = "device-name";

/** What people call this device; after who uses it, until somebody names it. */
export function deviceName(person: string): string {
  return readSetting(nameSetting) ?? textOf(deviceText).ofPerson(person).slice(0, longestName);
}

export function useDeviceName(): [string | null, (name: string) => void] {
  return useDeviceSetting(nameSetting);
}

/** As long as the server takes. */
export const longestName = 100;

/** Names this device in every scan; made once. */
export function deviceId(): string {
  const known = readSetting("device-id");
  if (known !== null) return known;
  const made = uuidv7();
  writeSetting("device-id", made);
  return made;
}
