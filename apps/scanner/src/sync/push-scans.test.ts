import { uuidv7 } from "uuidv7";
import { afterEach, describe, expect, test } from "vitest";
import {
  accepted,
  apiError,
  createFakeServer,
  eventId,
  type FakeServer,
  makeTicket,
} from "../testing/fake-server.ts";
import { openTestDevice, type TestDevice } from "../testing/test-device.ts";
import { backoffMs } from "./backoff.ts";
import { createLink, tooSlowMs } from "./link.ts";
import { type PushOutcome, pushScans } from "./push-scans.ts";
import { createServerClock } from "./server-clock.ts";

const noNetwork = new TypeError("Failed to fetch");
let device: TestDevice;

afterEach(() => device.close());

/** A device with scans that wait, and nothing that sends them by itself. */
async function withWaiting(count: number): Promise<FakeServer> {
  const server = createFakeServer();
  device = await openTestDevice({ server });
  await device.pulled();
  device.pusher.stop();
  for (let left = count; left > 0; left--) await device.scan(makeTicket().code);
  return server;
}

function push(server: FakeServer): Promise<PushOutcome> {
  return pushScans({
    server,
    scans: device.scans,
    userId: () => device.userId,
    passOf: async () => device.pass,
    now: () => Date.now(),
    onSynced: () => {},
    signal: new AbortController().signal,
  });
}

const idsOf = (server: FakeServer) => server.synced.map(({ scans }) => scans.map((scan) => scan["scanId"]));

describe("scans that wait", () => {
  test("go in the order in which they were made, and none twice", async () => {
    const server = await withWaiting(3);
    const ids = device.scans.waiting().map(({ id }) => id);
    expect(await push(server)).toEqual({ kind: "done" });
    expect(await push(server)).toEqual({ kind: "done" });
    expect(idsOf(server)).toEqual([ids]);
    expect(device.scans.of(eventId).every(({ delivery }) => delivery.state === "sent")).toBe(true);
  });

  test("stay when there is no answer, or one that is none of ours", async () => {
    const server = await withWaiting(2);
    server.behave({ failure: noNetwork });
    expect(await push(server)).toEqual({ kind: "later", code: "network" });
    server.behave({ failure: null });
    server.sync = async () => ({ results: "<html>" }) as never;
    expect(await push(server)).toMatchObject({ kind: "later" });
    server.sync = async () => ({ results: [], serverTime: "", standing: "good" }) as never;
    expect(await push(server)).toMatchObject({ kind: "later" });
    expect(device.scans.waiting()).toHaveLength(2);
  });

  test("that the server refuses are never dropped, say why, and can be sent again", async () => {
    const server = await withWaiting(2);
    const [bad] = device.scans.waiting();
    server.behave({
      settle: (scan) =>
        scan["scanId"] === bad!.id
          ? {
              ok: false,
              scanId: bad!.id,
              code: "validation",
              message: "Some fields need another look.",
              fields: { checkInPointId: "Must be a UUID" },
              isWorthRetrying: false,
            }
          : accepted(scan),
    });
    expect(await push(server)).toEqual({ kind: "done" });
    expect(device.scans.get(bad!.id)).toMatchObject({
      delivery: { state: "refused", code: "validation", message: "Must be a UUID" },
      code: bad!.code,
    });
    server.behave({ settle: accepted });
    await device.door.sendAgain(bad!.id);
    await push(server);
    expect(device.scans.get(bad!.id)?.delivery.state).toBe("sent");
  });

  test("that are worth another try wait on, and hold up no other", async () => {
    const server = await withWaiting(3);
    const [slow] = device.scans.waiting();
    server.behave({
      settle: (scan) =>
        scan["scanId"] === slow!.id
          ? { ok: false, scanId: slow!.id, code: "internal", message: "", fields: {}, isWorthRetrying: true }
          : accepted(scan),
    });
    expect(await push(server)).toMatchObject({ kind: "later" });
    expect(device.scans.waiting().map(({ id }) => id)).toEqual([slow!.id]);
  });

  test("around one that the server stumbles over are found by halves and sent", async () => {
    const server = await withWaiting(9);
    const poison = device.scans.waiting()[4]!.id;
    const { sync } = server;
    server.sync = (input, options) =>
      (input.scans as { scanId: string }[]).some(({ scanId }) => scanId === poison)
        ? Promise.reject(apiError("internal"))
        : sync(input, options);
    expect(await push(server)).toMatchObject({ kind: "later", code: "internal" });
    expect(device.scans.waiting().map(({ id }) => id)).toEqual([poison]);
  });

  test("wait for a sign-in, and say so", async () => {
    const server = await withWaiting(1);
    server.behave({ failure: apiError("session_ended") });
    expect(await push(server)).toMatchObject({ kind: "no_access", code: "session_ended" });
    expect(device.scans.waiting()).toHaveLength(1);
  });

  test("whose session has ended go by the pass of whoever scanned, and so do those of somebody else", async () => {
    const server = await withWaiting(2);
    device.pass = { token: "a pass", expiresAt: "2099-01-01T00:00:00Z" };
    const { sync } = server;
    server.sync = () => Promise.reject(apiError("session_ended"));
    await push(server);
    expect(server.handedIn).toMatchObject([{ token: "a pass", scans: [{}, {}] }]);
    server.sync = sync;
    await device.scan(makeTicket().code);
    device.userId = "carol";
    await push(server);
    expect(server.handedIn).toHaveLength(2);
    expect(server.synced).toEqual([]);
    expect(device.scans.waiting()).toEqual([]);
  });

  test("and are undone while they are being sent are undone at the server as well", async () => {
    const server = await withWaiting(1);
    const [scan] = device.scans.waiting();
    const { sync } = server;
    server.sync = async (input, options) => {
      await device.door.undo(scan!.id, "Mistake");
      return sync(input, options);
    };
    expect(await push(server)).toEqual({ kind: "done" });
    expect(server.undone).toEqual([{ scanId: scan!.id, reason: "Mistake" }]);
    expect(device.scans.get(scan!.id)?.undo?.state).toBe("done");
  });

  test("of another event go as well", async () => {
    const server = await withWaiting(1);
    await device.scans.put({ ...device.scans.waiting()[0]!, id: uuidv7(), eventId: uuidv7() });
    await push(server);
    expect(server.synced).toHaveLength(2);
    expect(device.scans.waiting()).toEqual([]);
  });
});

describe("what the line to the server is", () => {
  test("is told by its answers alone", async () => {
    await withWaiting(0);
    let now = 0;
    const link = createLink(() => now);
    const heard: string[] = [];
    link.subscribe((status) => heard.push(status));
    expect(link.status()).toBe("unknown");
    link.answered(20);
    link.answered(tooSlowMs + 1);
    link.failed();
    link.answered(tooSlowMs);
    expect(heard).toEqual(["fast", "slow", "none", "fast"]);
    now += 60_000;
    expect(link.status()).toBe("unknown");
  });

  test("is tried less and less often, and not by all devices at once", async () => {
    await withWaiting(0);
    expect([1, 2, 3, 20].map((failures) => backoffMs(failures, 1))).toEqual([1000, 2000, 4000, 60_000]);
    expect(backoffMs(3, 0)).toBe(2000);
  });

  test("corrects the device's clock, whichever way it is wrong", async () => {
    await withWaiting(0);
    let now = Date.parse("2030-01-01T12:00:00Z");
    const clock = createServerClock(() => now, null);
    expect(clock.offset()).toBeNull();
    clock.learn("2030-01-01T11:00:00.050Z", now, now + 100);
    expect(new Date(clock.now()).toISOString()).toBe("2030-01-01T11:00:00.000Z");
    // An answer that took long says little.
    clock.learn("2030-01-01T15:00:00Z", now, now + 5000);
    expect(clock.offset()).toBe(-3_600_000);
    now += 1000;
    clock.learn("not a time", now, now);
    expect(new Date(clock.now()).toISOString()).toBe("2030-01-01T11:00:01.000Z");
  });
});
