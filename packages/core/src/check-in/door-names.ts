import type { DoorNames } from "@eventmaster/contract/check-in";
import type { Context } from "../context.ts";
import type { EventRow } from "../events/event-view.ts";
import { managesEvent } from "../events/load-event.ts";

/** A holder's name as the event lets its door see it: "Ada Lovelace", "Ada L.", or nothing. */
export function shortenName(name: string, names: DoorNames): string | null {
  if (names === "full") return name;
  if (names === "hidden") return null;
  const [first = "", ...rest] = name.trim().split(/\s+/u);
  const initial = Array.from(rest.at(-1) ?? "")[0];
  return initial === undefined ? first : `${first} ${initial}.`;
}

/** For one reader: those who manage the event see the whole name anyway. */
export function nameAtTheDoor(
  ctx: Context,
  event: Pick<EventRow, "doorNames" | "organizerId">,
  name: string | null,
): string | null {
  if (name === null) return null;
  return shortenName(name, managesEvent(ctx, event) ? "full" : event.doorNames);
}
