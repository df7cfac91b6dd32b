import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { forgetKeptTickets, keepTickets, recallTickets } from "./kept-tickets.ts";
import { queryClient } from "./query-client.ts";

const ticket = (id: string) => [["registrations", "get"], { input: { registrationId: id }, type: "query" }];

beforeEach(() => {
  const stored = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
  });
});
afterEach(() => {
  queryClient.clear();
  vi.unstubAllGlobals();
});

/** The person opens a page of the app, which has read this by the time that it writes down what it knows. */
function openPage(userId: string, read: Record<string, unknown>): void {
  queryClient.clear();
  for (const [id, data] of Object.entries(read)) queryClient.setQueryData(ticket(id), data);
  keepTickets(userId)();
}

/** The page is loaded again, and there is no network. */
function recalled(id: string): unknown {
  queryClient.clear();
  recallTickets();
  return queryClient.getQueryData(ticket(id));
}

test("a ticket stays on the device when pages are loaded that do not show it", () => {
  openPage("alice", { one: { code: "EM1:1" } });
  openPage("alice", {});
  openPage("alice", { two: { code: "EM1:2" } });
  expect(recalled("one")).toEqual({ code: "EM1:1" });
  expect(recalled("two")).toEqual({ code: "EM1:2" });
});

test("what was read last is kept", () => {
  openPage("alice", { one: { code: "EM1:1" } });
  openPage("alice", { one: { code: "EM1:anew" } });
  expect(recalled("one")).toEqual({ code: "EM1:anew" });
});

test("nothing of somebody else is kept, and nothing after signing out", () => {
  openPage("alice", { one: { code: "EM1:1" } });
  openPage("bob", {});
  expect(recalled("one")).toBeUndefined();
  openPage("alice", { one: { code: "EM1:1" } });
  forgetKeptTickets();
  openPage("alice", {});
  expect(recalled("one")).toBeUndefined();
});

test("what cannot be read is thrown away, and what is read from then on is kept", () => {
  localStorage.setItem("eventmaster.kept", "{ half a");
  openPage("alice", { one: { code: "EM1:1" } });
  expect(recalled("one")).toEqual({ code: "EM1:1" });
});
