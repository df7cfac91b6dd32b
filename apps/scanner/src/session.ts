import { describeFailure } from "@eventmaster/client/errors";
import type { Me } from "@eventmaster/contract/accounts";
import type { DoorEvent } from "@eventmaster/contract/check-in";
import { queryOptions } from "@tanstack/react-query";
import { apiClient, queryClient } from "./api.ts";
import { readSetting, writeSetting } from "./check-in/device-settings.ts";
import { closeDoor } from "./check-in/open-door.ts";
import { device } from "./device.ts";

/** Milliseconds for which somebody who signed in may go on without the server. Longer than any door is open. */
const trustedForMs = 48 * 60 * 60 * 1000;

/** Milliseconds for an answer, where there is something to go by without it. */
const quickMs = 2500;
const patienceMs = 15_000;

interface Remembered<Value> {
  value: Value;
  /** Milliseconds since 1970 by this device. */
  at: number;
}

/** The server's answer, or what it said last time where it does not answer. */
async function orRemembered<Value>(
  name: string,
  ask: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const here = await device();
  const known = await here.recall<Remembered<Value>>(name);
  const remembered = known && Date.now() - known.at < trustedForMs ? known : null;
  try {
    const value = await ask(AbortSignal.timeout(remembered ? quickMs : patienceMs));
    await here.remember(name, { value, at: Date.now() } satisfies Remembered<Value>);
    return value;
  } catch (error) {
    if (remembered && describeFailure(error).code === "network") return remembered.value;
    throw error;
  }
}

/** Somebody signed out while the server could not be told. */
const mustLogOut = "must-log-out";

/** Who is signed in, or null. A session that has ended is none; one that cannot be asked about still holds. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  staleTime: 60_000,
  retry: false,
  queryFn: () =>
    orRemembered<Me | null>("session", async (signal) => {
      if (readSetting(mustLogOut) === "yes") {
        // Until that has been made good, nobody is.
        await apiClient.accounts.logOut.mutate(undefined, { signal }).then(
          () => writeSetting(mustLogOut, "no"),
          () => {},
        );
        return null;
      }
      try {
        return await apiClient.accounts.session.query(undefined, { signal });
      } catch (error) {
        if (describeFailure(error).code === "session_ended") return null;
        throw error;
      }
    }),
});

/** Whom the log-in form has just signed in. */
export async function startSession(me: Me): Promise<void> {
  writeSetting(mustLogOut, "no");
  queryClient.clear();
  queryClient.setQueryData(sessionQuery.queryKey, me);
  const here = await device();
  await here.remember("session", { value: me, at: Date.now() } satisfies Remembered<Me>);
  here.signedInAs(me.id);
}

/**
 * Signs out: what this device knows of people goes at once, and the server is told now or as soon as it answers. Scans that
 * wait stay, without names; resolves to how many.
 */
export async function endSession(): Promise<number> {
  await closeDoor({ isLeaving: true });
  const here = await device();
  const left = await here.forgetPeople();
  writeSetting(mustLogOut, "yes");
  try {
    await apiClient.accounts.logOut.mutate(undefined, { signal: AbortSignal.timeout(quickMs) });
    writeSetting(mustLogOut, "no");
  } catch {
    // Offline, say: the next start makes it good.
  }
  queryClient.clear();
  queryClient.setQueryData(sessionQuery.queryKey, null);
  return left;
}

const largestPage = 100;

/** Every event whose door the person may work at: all pages, so that a search finds what is there. */
export const doorEventsQuery = queryOptions({
  queryKey: ["door-events"],
  retry: false,
  queryFn: () =>
    orRemembered<DoorEvent[]>("door-events", async (signal) => {
      const events: DoorEvent[] = [];
      let cursor: string | null = null;
      do {
        const page: { items: DoorEvent[]; nextCursor: string | null } = await apiClient.checkIn.events.query(
          { limit: largestPage, cursor },
          { signal },
        );
        events.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
      return events;
    }),
});
