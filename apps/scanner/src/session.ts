import { describeFailure } from "@eventmaster/client/errors";
import type { Me } from "@eventmaster/contract/accounts";
import type { DoorEvent } from "@eventmaster/contract/check-in";
import { queryOptions } from "@tanstack/react-query";
import { apiClient, queryClient } from "./api.ts";
import { readSetting, writeSetting } from "./check-in/device-settings.ts";
import { organizationOfDoor, workIn } from "./check-in/organization.ts";
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
        return await askWhoIsHere(signal);
      } catch (error) {
        if (describeFailure(error).code === "session_ended") return null;
        throw error;
      }
    }),
});

async function askWhoIsHere(signal: AbortSignal): Promise<Me | null> {
  const me = await apiClient.accounts.session.query(undefined, { signal });
  if (me?.role === "guest" && organizationOfDoor() !== null) {
    // They left it, or somebody else is signed in by now.
    workIn(null);
    return askWhoIsHere(signal);
  }
  if (me) workIn(me.organizationId);
  return me;
}

/** Whom the log-in form has just signed in. */
export async function startSession(me: Me): Promise<void> {
  writeSetting(mustLogOut, "no");
  workIn(me.organizationId);
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
  workIn(null);
  queryClient.clear();
  queryClient.setQueryData(sessionQuery.queryKey, null);
  return left;
}

/**
 * Goes on in another organization of the person's.
 * @returns how many scans must be sent first, for undoing them is possible only there; then nothing has changed
 */
export async function changeOrganization(organizationId: string): Promise<number> {
  const { scans } = await device();
  const waiting = scans.waiting().length;
  if (waiting > 0) return waiting;
  await closeDoor({ isLeaving: true });
  workIn(organizationId);
  queryClient.clear();
  return 0;
}

/** A link straight to a door may lead into another organization of the person's: goes there, and says whether it did. */
export async function followToDoor(eventId: string): Promise<boolean> {
  const signal = AbortSignal.timeout(quickMs);
  const place = await apiClient.organizations.locate
    .query({ kind: "event", id: eventId }, { signal })
    // Offline, say: then the door is where it was, or nowhere.
    .catch(() => null);
  if (!place || place.id === organizationOfDoor()) return false;
  workIn(place.id);
  queryClient.clear();
  return true;
}

/** Where the person belongs, to change there. */
export const organizationsQuery = queryOptions({
  queryKey: ["organizations"],
  staleTime: 60_000,
  retry: false,
  queryFn: ({ signal }) => apiClient.organizations.mine.query(undefined, { signal }),
});

const largestPage = 100;

/** Remembered for each organization: without a network, a tab finds those of its own. */
const doorEventsName = () => ["door-events", organizationOfDoor()].filter(Boolean).join(".");

/** Every event whose door the person may work at: all pages, so that a search finds what is there. */
export const doorEventsQuery = queryOptions({
  queryKey: ["door-events"],
  retry: false,
  queryFn: () =>
    orRemembered<DoorEvent[]>(doorEventsName(), async (signal) => {
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
