import { api } from "../../lib/trpc.ts";

/** After a seat was taken or given back: the event, one's tickets, and one's place in the queue. */
export async function refreshRegistration(): Promise<void> {
  await Promise.all([
    api.events.invalidate(undefined, { refetchType: "active" }),
    api.registrations.invalidate(undefined, { refetchType: "active" }),
    api.waitlist.invalidate(undefined, { refetchType: "active" }),
  ]);
}
