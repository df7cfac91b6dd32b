import { addressIn } from "@eventmaster/client/organization";
import { useSyncExternalStore } from "react";

/** As much of an organization as a page needs to go there and to say where it is. */
export interface Place {
  id: string;
  name: string;
}

/**
 * Where this tab acts: what is sent from it goes there, whatever other tabs have turned to meanwhile (decision 51). A tab that
 * chose one keeps it over loads; any other takes what the first answer says.
 */
const storageKey = "eventmaster.organization";
let chosen = readChosen();
let known: string | null = null;
const watchers = new Set<() => void>();

export function organizationOfTab(): string | null {
  return chosen?.id ?? known;
}

/** The address of a file that the browser asks for by itself. */
export function fileAddress(path: string): string {
  return addressIn(organizationOfTab(), path);
}

/** Where the person acts, as the server said: counts for as long as the tab has nothing better. */
export function learnOrganization(id: string): void {
  known ??= id;
}

/** The tab goes there; null for wherever the server takes the person next. */
export function turnTo(place: Place | null): void {
  chosen = place;
  known = null;
  try {
    if (place) sessionStorage.setItem(storageKey, JSON.stringify(place));
    else sessionStorage.removeItem(storageKey);
  } catch {
    // Storage is blocked: until the page closes.
  }
  for (const watcher of watchers) watcher();
}

/** The organization that this tab was led to, or null while it is wherever the person is at home. */
export function useChosenOrganization(): Place | null {
  return useSyncExternalStore(subscribe, () => chosen);
}

function subscribe(onChange: () => void): () => void {
  watchers.add(onChange);
  return () => watchers.delete(onChange);
}

function readChosen(): Place | null {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `turnTo` only
    return JSON.parse(sessionStorage.getItem(storageKey) ?? "null") as Place | null;
  } catch {
    return null;
  }
}
