import type { Me } from "@eventmaster/contract/accounts";
import { redirect } from "@tanstack/react-router";
import { queryClient } from "./api.ts";
import { sessionQuery } from "./session.ts";

/** For `beforeLoad`: who is signed in; sends everybody else to sign in, and from there to the event. */
export async function requireSession(event?: string): Promise<{ me: Me }> {
  const me = await queryClient.ensureQueryData(sessionQuery);
  if (!me) throw redirect({ to: "/sign-in", search: { event } });
  return { me };
}
