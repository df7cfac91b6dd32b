/** How many events a page of the list has. */
const eventsPerPage = 24;
/** How many rows a page of any other list has. */
export const pageSize = 25;

/** The events to come, soonest first. Their start moves in steps, so that a page gone back to is still cached. */
export function soonestEvents(now: Date) {
  const step = 5 * 60_000;
  const from: string = new Date(Math.floor(now.getTime() / step) * step).toISOString();
  return { from, order: "soonest" as const, limit: eventsPerPage };
}

const upcomingTickets = { when: "upcoming" as const, limit: pageSize, offset: 0 };
/** One's places in queues, as far as a page shows them. */
export const firstWaits = { limit: 20 };

type Ask = [procedure: string, input?: object];

const asksOf: { path: RegExp; asks: (now: Date, id: string) => Ask[] }[] = [
  {
    path: /^\/$/u,
    asks: (now) => [...listAsks(now), ["registrations.mine", upcomingTickets], ["waitlist.mine", firstWaits]],
  },
  { path: /^\/events\/?$/u, asks: listAsks },
  {
    path: /^\/events\/([\da-f-]{36})$/u,
    asks: (_now, eventId) => [
      ["accounts.session"],
      ["events.get", { eventId }],
      ["registrations.forEvent", { eventId }],
      ["waitlist.forEvent", { eventId }],
      ["events.questions", { eventId }],
    ],
  },
  {
    path: /^\/tickets\/?$/u,
    asks: () => [
      ["accounts.session"],
      ["registrations.mine", upcomingTickets],
      ["waitlist.mine", firstWaits],
    ],
  },
];

function listAsks(now: Date): Ask[] {
  return [["accounts.session"], ["events.list", { ...soonestEvents(now), cursor: null }]];
}

/**
 * The call that the web app's page at this address begins with, as its client writes it: the server names it together
 * with the page, so that the browser sends it while the app's code is still on its way. Null where it is not known.
 */
export function firstCall(path: string, now: Date): string | null {
  for (const { path: pattern, asks } of asksOf) {
    const match = pattern.exec(path);
    if (!match) continue;
    const all = asks(now, match[1] ?? "");
    const inputs = Object.fromEntries(all.flatMap(([, input], index) => (input ? [[index, input]] : [])));
    const names = all.map(([procedure]) => procedure).join(",");
    return `/api/trpc/${names}?batch=1&input=${encodeURIComponent(JSON.stringify(inputs))}`;
  }
  return null;
}
