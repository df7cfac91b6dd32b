import { type Action, can } from "@eventmaster/contract/permissions";
import { Refusal } from "../../lib/failure.ts";
import { load } from "../../lib/load.ts";
import { admit } from "../../lib/session.ts";
import { api } from "../../lib/trpc.ts";

/** For loaders of an event's management: its organizer, or whose reach is every event. @throws Refusal forbidden */
export async function admitToEvent(
  action: Action,
  eventId: string,
  location: { href: string },
): Promise<void> {
  const [me, event] = await Promise.all([admit(action, location), load(api.events.get, { eventId })]);
  if (!can(me.role, action, { owns: event.organizerId === me.id })) throw new Refusal("forbidden");
}
