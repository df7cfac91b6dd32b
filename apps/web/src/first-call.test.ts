import { firstCall } from "@eventmaster/contract/first-asks";
import { beforeEach, expect, test, vi } from "vitest";
import { queryClient } from "./lib/query-client.ts";
import { Route as root } from "./routes/__root.tsx";
import { Route as event } from "./routes/events/$eventId.tsx";
import { Route as events } from "./routes/events/index.tsx";
import { Route as home } from "./routes/index.tsx";
import { Route as tickets } from "./routes/tickets/index.tsx";
import { Route as ticketsGate } from "./routes/tickets/route.tsx";

const eventId = "01a20e13-703f-719d-9997-7605789f662c";
const asked: string[] = [];

beforeEach(() => {
  queryClient.clear();
  asked.length = 0;
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-03-01T09:03:00Z") });
  vi.stubGlobal("window", { matchMedia: () => ({ matches: false }) });
  vi.stubGlobal("fetch", (url: string) => {
    asked.push(url);
    return new Promise(() => undefined);
  });
  return () => {
    vi.useRealTimers();
  };
});

test.each([
  ["/", [home]],
  ["/events", [events]],
  [`/events/${eventId}`, [event]],
  ["/tickets", [ticketsGate, tickets]],
])("the page at %s begins with the call that the server names together with it", async (path, routes) => {
  for (const { options } of [root, ...routes]) {
    // What the router would give: the loaders of these pages use no more of it.
    const given = { params: { eventId }, deps: {}, location: { href: path } };
    const load = options.loader as unknown as (context: typeof given) => Promise<unknown>;
    // It is cancelled as the next case begins.
    load(given).catch(() => undefined);
  }
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  expect(asked).toEqual([firstCall(path, new Date())]);
});
