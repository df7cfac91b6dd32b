import type { Action } from "@eventmaster/contract/permissions";
import { load } from "../../lib/load.ts";
import { api } from "../../lib/trpc.ts";
import { admitToEvent } from "./admit-to-event.ts";

/** Only the total is read, by the tabs. */
export function openConflictsInput(eventId: string) {
  return { eventId, limit: 1 };
}

/** What every page of an event's management shows above its own content. @throws Refusal forbidden */
export async function loadDesk(action: Action, eventId: string, location: { href: string }): Promise<void> {
  await Promise.all([
    admitToEvent(action, eventId, location),
    load(api.checkIn.conflicts, openConflictsInput(eventId)),
  ]);
}
