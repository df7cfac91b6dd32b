import { failureOf } from "../../lib/failure.ts";
import { load } from "../../lib/load.ts";
import { api } from "../../lib/trpc.ts";

/**
 * Asked together with the event, in the same call, before it is known who is here: a stranger has no ticket, which is no
 * error.
 */
export function loadOwnTicket(eventId: string): Promise<void> {
  return ofWhoeverIsHere(() =>
    Promise.all([load(api.registrations.forEvent, { eventId }), load(api.waitlist.forEvent, { eventId })]),
  );
}

/** For what only somebody signed in has: nothing, and no error, for everybody else. */
export async function ofWhoeverIsHere(ask: () => Promise<unknown>): Promise<void> {
  if (api.accounts.session.getData() === null) return;
  try {
    await ask();
  } catch (error) {
    const { code } = failureOf(error);
    if (code !== "not_signed_in" && code !== "session_ended" && code !== "forbidden") throw error;
  }
}
