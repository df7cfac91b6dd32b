import { readSetting, writeSetting } from "./device-settings.ts";

const name = "organization";
let current = readOfTab() ?? (readSetting(name) || null);

/**
 * Where this tab works: what it sends goes there, also while the same browser turns to another organization in the web app or
 * at another door (decision 51). Null until somebody has signed in.
 */
export function organizationOfDoor(): string | null {
  return current;
}

/** From now on, and for tabs to come; null for wherever the server takes who signs in next. */
export function workIn(organizationId: string | null): void {
  if (organizationId === current) return;
  current = organizationId;
  writeSetting(name, organizationId ?? "");
  try {
    sessionStorage.setItem(name, organizationId ?? "");
  } catch {
    // Storage is blocked: until the page closes.
  }
}

function readOfTab(): string | null {
  try {
    return sessionStorage.getItem(name) || null;
  } catch {
    return null;
  }
}
