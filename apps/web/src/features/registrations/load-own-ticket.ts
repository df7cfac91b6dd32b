import { failureOf } from "../../lib/failure.ts";
import { load } from "../../lib/load.ts";
import { api } from "../../lib/trpc.ts";

/**
 * Asked together with the event, before it is known who is here: a stranger has no ticket, which is no error.
 */
export async function loadOwnTicket(eventId: string): Promise<void> {
  if (api.accounts.session.getData() === null) return;
  try {
    await load(api.registrations.forEvent, { eventId });
  } catch (error) {
    const { code } = failureOf(error);
    if (code !== "not_signed_in" && code !== "session_ended") throw error;
  }
}
