import { forgeTicketCode } from "@eventmaster/admission/testing/forge-ticket-code";
import { verifyInput } from "@eventmaster/contract/check-in";
import { afterEach, describe, expect, test, vi } from "vitest";
import { uuidv7 } from "uuidv7";
import {
  answering,
  apiError,
  createFakeServer,
  eventId,
  type FakeServer,
  makeTicket,
  stage,
  type TestTicket,
} from "../testing/fake-server.ts";
import { openTestDevice, type TestDevice } from "../testing/test-device.ts";
import { tooSlowMs } from "../sync/link.ts";
import { WalkInRefusal } from "./walk-in.ts";

const noNetwork = new TypeError("Failed to fetch");
const devices: TestDevice[] = [];

afterEach(() => {
  for (const device of devices.splice(0)) device.close();
});

async function open(server: FakeServer, disk?: string): Promise<TestDevice> {
  const device = await openTestDevice({ server, ...(disk ? { disk } : {}) });
  devices.push(device);
  return device;
}

/** A device that has pulled its roster and lost the network since. */
async function offlineWith(...tickets: TestTicket[]) {
  return offlineFrom(createFakeServer(tickets.map(({ entry }) => entry)));
}

async function offlineFrom(server: FakeServer) {
  const device = await open(server);
  await device.pulled();
  server.behave({ failure: noNetwork });
  device.link.failed();
  return { server, device };
}

describe("offline", () => {
  test("each kind of ticket gets its verdict, and every scan is kept", async () => {
    const ada = makeTicket();
    const gone = makeTicket({ status: "cancelled", holderName: null, email: null });
    const { device } = await offlineWith(ada, gone);
    expect(await device.scan(ada.code)).toMatchObject({ verdict: "admitted", name: "Ada Lovelace" });
    const again = await device.scan(ada.code);
    expect(again).toMatchObject({ verdict: "already_admitted" });
    expect(again).toHaveProperty(
      "message",
      expect.stringMatching(/^Already admitted at \d\d:\d\d at Gate A by Bob$/u),
    );
    expect(await device.scan(gone.code)).toMatchObject({ verdict: "cancelled" });
    expect(await device.scan(forgeTicketCode(ada.code))).toMatchObject({ verdict: "forged" });
    expect(await device.scan(makeTicket({}, uuidv7()).code)).toMatchObject({ verdict: "wrong_event" });
    expect(await device.scan("HTTPS://EXAMPLE.ORG")).toMatchObject({ verdict: "unknown" });
    expect(device.scans.waiting()).toHaveLength(6);
  });

  test("a code that is longer than any ticket is unknown, and no trouble for the server, however long it is", async () => {
    const { server, device } = await offlineWith();
    const ticket = makeTicket();
    for (const code of ["9".repeat(7089), `${ticket.code}${" ".repeat(5000)}x`, "🎟".repeat(3000)])
      expect(await device.scan(code)).toMatchObject({ verdict: "unknown" });
    server.behave({ failure: null });
    device.pusher.kick();
    await device.sent();
    const rows = server.synced.flatMap(({ scans }) => scans);
    expect(rows).toHaveLength(3);
    for (const row of rows) expect(verifyInput.shape.qrCode.safeParse(row["qrCode"]).success).toBe(true);
  });

  test("a ticket that was sold after the last pull is let in by its signature", async () => {
    const { device } = await offlineWith();
    expect(await device.scan(makeTicket().code)).toMatchObject({ verdict: "admitted", note: "newer_ticket" });
  });

  test("another check-in point is another room, and whoever went out may come in again", async () => {
    const ada = makeTicket();
    const { device } = await offlineWith(ada);
    await device.scan(ada.code);
    device.place.checkInPointId = stage.id;
    expect(await device.scan(ada.code)).toMatchObject({ verdict: "admitted" });
    device.place.direction = "exit";
    expect(await device.scan(ada.code)).toMatchObject({ verdict: "left", message: "Goodbye, Ada Lovelace" });
    device.place.direction = "entry";
    expect(await device.scan(ada.code)).toMatchObject({ message: "Welcome back, Ada Lovelace" });
    expect(await device.scan(ada.code)).toMatchObject({ verdict: "already_admitted" });
  });

  test("the scan is on the disk before its verdict is there", async () => {
    const ada = makeTicket();
    const { device } = await offlineWith(ada);
    await device.scan(ada.code);
    const [row] = await device.database.scans.toArray();
    expect(row).toBeDefined();
    expect(await device.vault.open(row!.sealed)).toMatchObject({ outcome: "admitted", code: ada.code });
  });

  test("after a reload the device still knows whom it let in, and sends each once when the server is back", async () => {
    const people = [makeTicket(), makeTicket(), makeTicket()];
    const { server, device } = await offlineWith(...people);
    for (const { code } of people) await device.scan(code);
    device.close();

    const reloaded = await open(server, device.id);
    expect(reloaded.keeper.state()).toMatchObject({ status: "complete", count: 3 });
    expect(await reloaded.scan(people[0]!.code)).toMatchObject({ verdict: "already_admitted" });
    server.behave({ failure: null });
    reloaded.pusher.kick();
    await reloaded.sent();
    const sent = server.synced.flatMap(({ scans }) => scans);
    expect(sent.map((scan) => scan["deviceVerdict"])).toEqual([
      "admitted",
      "admitted",
      "admitted",
      "already_admitted",
    ]);
    expect(new Set(sent.map((scan) => scan["scanId"])).size).toBe(4);
    reloaded.pusher.kick();
    expect(server.synced).toHaveLength(1);
    // What was sent needs no code any more.
    expect(reloaded.scans.of(eventId).every(({ code }) => code === null)).toBe(true);
  });

  test("undoing lets the ticket in again, and is told to the server after the scan", async () => {
    const ada = makeTicket();
    const { server, device } = await offlineWith(ada);
    await device.scan(ada.code);
    const [first] = device.scans.of(eventId);
    await device.door.undo(first!.id, "Wrong door");
    expect(await device.scan(ada.code)).toMatchObject({ verdict: "admitted" });
    server.behave({ failure: null });
    device.pusher.kick();
    await device.sent();
    expect(server.undone).toEqual([{ scanId: first!.id, reason: "Wrong door" }]);
  });

  test("people are found by name or email, without accents, and let in once", async () => {
    const zoe = makeTicket({ holderName: "Zoë Ångström", email: "zoe@company.test" });
    const { server, device } = await offlineWith(makeTicket(), zoe);
    expect(device.keeper.index.search("angs zoe", 5).map(({ id }) => id)).toEqual([zoe.entry.id]);
    expect(device.keeper.index.search("company", 5)).toHaveLength(2);
    const [found] = device.keeper.index.search("zoe@", 5);
    const scan = () => ({ id: uuidv7(), code: null, source: "search" as const });
    expect(await device.door.admit(scan(), found!)).toMatchObject({
      verdict: "admitted",
      name: "Zoë Ångström",
    });
    expect(await device.door.admit(scan(), found!)).toMatchObject({ verdict: "already_admitted" });
    expect(await device.scan(zoe.code)).toMatchObject({ verdict: "already_admitted" });
    server.behave({ failure: null });
    device.pusher.kick();
    await device.sent();
    expect(server.synced[0]?.scans[0]).toMatchObject({
      email: "zoe@company.test",
      deviceVerdict: "admitted",
    });
  });

  test("a walk-in is let in once, by the list if they are in it, and not without a seat of this device", async () => {
    const ada = makeTicket();
    const { server, device } = await offlineWith(ada);
    const seat = makeTicket();
    device.seats = [{ id: seat.entry.id, code: seat.code, expiresAt: "2099-01-01T00:00:00Z" }];
    const walkIn = (
      email: string,
      displayName: string | null = "Walter",
      overrideReason: string | null = null,
    ) =>
      device.door.walkIn(
        { id: uuidv7(), code: null, source: "walk_in" },
        { email, displayName, overrideReason },
      );
    expect(await walkIn("walter@company.test")).toMatchObject({
      verdict: "admitted",
      name: "Walter",
      ticketCode: seat.code,
    });
    expect(await device.scan(seat.code)).toMatchObject({ verdict: "already_admitted" });
    expect(await walkIn("Walter@company.test")).toMatchObject({ verdict: "already_admitted" });
    expect(await walkIn("ADA@company.test", null)).toMatchObject({
      verdict: "admitted",
      name: "Ada Lovelace",
    });
    expect(await device.scan(ada.code)).toMatchObject({ verdict: "already_admitted" });
    await expect(walkIn("nobody@company.test", null)).rejects.toThrow(WalkInRefusal);
    await expect(walkIn("late@company.test")).rejects.toThrow("no_seat");
    expect(await walkIn("boss@company.test", "The boss", "Speaker")).toMatchObject({ verdict: "admitted" });
    server.behave({ failure: null });
    device.pusher.kick();
    await device.sent();
    expect(server.synced[0]?.scans[0]).toMatchObject({
      email: "walter@company.test",
      displayName: "Walter",
      seatId: seat.entry.id,
      deviceVerdict: "admitted",
    });
  });
});

test.each([
  [25, "no_seat_yet"],
  [23, "no_seat"],
])(
  "%i hours before it begins, who walks in where no seat is kept is refused for %s",
  async (hours, reason) => {
    const server = createFakeServer();
    const startAt = new Date(Date.now() + hours * 3_600_000);
    server.behave({
      event: { startAt: startAt.toISOString(), endAt: new Date(startAt.getTime() + 3_600_000).toISOString() },
    });
    const { device } = await offlineFrom(server);
    const walkIn = (overrideReason: string | null) =>
      device.door.walkIn(
        { id: uuidv7(), code: null, source: "walk_in" },
        { email: "early@company.test", displayName: "Early Ed", overrideReason },
      );
    await expect(walkIn(null)).rejects.toMatchObject({ reason });
    // An admin answers for it.
    expect(await walkIn("Speaker")).toMatchObject({ verdict: "admitted" });
  },
);

describe("online", () => {
  test("the server has the last word where this device would say yes, and hears of the rest in passing", async () => {
    const [ada, ben] = [makeTicket(), makeTicket()];
    const server = createFakeServer([ada.entry, ben.entry]);
    const device = await open(server);
    await device.pulled();
    device.link.answered(20);
    expect(await device.scan(ada.code)).toMatchObject({ verdict: "admitted" });
    server.behave({ verify: answering("already_admitted") });
    expect(await device.scan(ben.code)).toMatchObject({ verdict: "already_admitted" });
    expect(await device.scan("nonsense")).toMatchObject({ verdict: "unknown" });
    await device.sent();
    expect(server.verified).toHaveLength(2);
    // The server knows what it has answered itself.
    expect(server.synced.flatMap(({ scans }) => scans)).toMatchObject([{ deviceVerdict: "unknown" }]);
  });

  test("a server that answers too slowly is not waited for, and not asked again until it is quick", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const [ada, ben] = [makeTicket(), makeTicket()];
    const server = createFakeServer([ada.entry, ben.entry]);
    const device = await open(server);
    await device.pulled();
    device.link.answered(20);
    server.behave({ verify: () => new Promise(() => {}) });
    const answer = device.scan(ada.code);
    await vi.waitFor(() => expect(server.verified).toHaveLength(1));
    await vi.advanceTimersByTimeAsync(tooSlowMs);
    expect(await answer).toMatchObject({ verdict: "admitted" });
    expect(await device.scan(ben.code)).toMatchObject({ verdict: "admitted" });
    device.link.answered(tooSlowMs + 1);
    expect(await device.scan(makeTicket().code)).toMatchObject({ verdict: "admitted" });
    expect(server.verified).toHaveLength(1);
    vi.useRealTimers();
  });

  test("a no that came too late is told again as what happened: the door had opened", async () => {
    const ada = makeTicket();
    const { server, device } = await offlineWith(ada);
    await device.scan(ada.code);
    const [scan] = device.scans.of(eventId);
    await device.scans.put({ ...scan!, tellAgainAs: uuidv7() });
    // It had answered "already admitted" to nobody: that is not a passage for it.
    server.behave({
      failure: null,
      settle: (row) => ({
        ok: true,
        scanId: String(row["scanId"]),
        verdict: "already_admitted",
        deviceVerdict: "admitted",
        isReEntry: false,
        registrationId: ada.entry.id,
        isUndone: false,
        mark: null,
        isHeld: false,
        conflict:
          row["scanId"] === scan!.id
            ? null
            : {
                kind: "admitted_twice",
                scanId: null,
                admittedAt: null,
                admittedBy: null,
                deviceId: null,
                deviceName: null,
                checkInPoint: null,
              },
      }),
    });
    device.pusher.kick();
    await device.sent();
    const sent = server.synced.flatMap(({ scans }) => scans);
    expect(sent).toHaveLength(2);
    expect(sent[1]).toMatchObject({ deviceVerdict: "admitted", scannedAt: sent[0]!["scannedAt"] });
    expect(sent[1]!["scanId"]).not.toBe(scan!.id);
  });

  test("whoever may not scan any more lets nobody in", async () => {
    const ada = makeTicket();
    const server = createFakeServer([ada.entry]);
    const device = await open(server);
    await device.pulled();
    device.link.answered(20);
    server.behave({ failure: apiError("forbidden") });
    expect(await device.scan(ada.code)).toMatchObject({ kind: "not_checked", reason: "forbidden" });
    expect(device.scans.waiting()).toEqual([]);
  });

  test("a device that was taken off the door lets nobody in, whatever it knows", async () => {
    const ada = makeTicket();
    const { server, device } = await offlineWith(ada);
    server.behave({ failure: apiError("device_revoked") });
    device.link.answered(20);
    expect(await device.scan(ada.code)).toMatchObject({ kind: "not_checked", reason: "device_revoked" });
    server.behave({ failure: noNetwork });
    device.link.failed();
    expect(await device.scan(ada.code)).toMatchObject({ kind: "not_checked", reason: "device_revoked" });
    const found = device.keeper.index.find(ada.entry.id)!;
    const scan = { id: uuidv7(), code: null, source: "search" } as const;
    expect(await device.door.admit(scan, found)).toMatchObject({ reason: "device_revoked" });
  });

  test("an admission elsewhere is known as soon as it is heard, also after a reload without a network", async () => {
    const ada = makeTicket();
    const server = createFakeServer([ada.entry]);
    const device = await open(server);
    await device.pulled();
    const scanId = uuidv7();
    server.tell({
      scans: [
        {
          scanId,
          registrationId: ada.entry.id,
          holderName: "Ada Lovelace",
          checkInPointId: device.place.checkInPointId!,
          direction: "entry",
          verdict: "admitted",
          deviceVerdict: null,
          deviceId: "other",
          scannedBy: "Carol",
          scannedAt: new Date().toISOString(),
          isHeld: false,
        },
      ],
    });
    server.behave({ failure: noNetwork });
    device.link.failed();
    expect(await device.scan(ada.code)).toMatchObject({ message: expect.stringMatching(/by Carol$/u) });
    await vi.waitFor(async () => expect(await device.database.segments.count()).toBe(2));
    device.close();
    const reloaded = await open(server, device.id);
    expect(await reloaded.scan(ada.code)).toMatchObject({ verdict: "already_admitted" });
    server.tell({
      undone: [{ scanId, registrationId: ada.entry.id, checkInPointId: device.place.checkInPointId! }],
    });
    expect(await reloaded.scan(ada.code)).toMatchObject({ verdict: "admitted" });
  });
});

describe("what goes wrong", () => {
  test("with a full disk the verdict stands, everybody is told, and the scan is saved and sent once it can be", async () => {
    const ada = makeTicket();
    const { server, device } = await offlineWith(ada);
    const put = vi.spyOn(device.database.scans, "bulkPut");
    put.mockRejectedValue(new DOMException("Full", "QuotaExceededError"));
    expect(await device.scan(ada.code)).toMatchObject({ verdict: "admitted", note: "unsaved" });
    expect(device.scans.unsaved()).toBe(1);
    expect(await device.scan(ada.code)).toMatchObject({ verdict: "already_admitted" });
    put.mockRestore();
    await device.scan("nonsense");
    expect(device.scans.unsaved()).toBe(0);
    expect(await device.database.scans.count()).toBe(3);
    server.behave({ failure: null });
    device.pusher.kick();
    await device.sent();
    expect(server.synced[0]?.scans).toHaveLength(3);
  });

  test("a pull that breaks off half way decides by what is there and says so, and goes on where it broke off", async () => {
    const people = Array.from({ length: 6 }, () => makeTicket());
    const server = createFakeServer(people.map(({ entry }) => entry));
    server.behave({ pageSize: 2 });
    const asked: (string | null)[] = [];
    const { roster } = server;
    server.roster = async (input, options) => {
      asked.push(input.cursor);
      if (asked.length === 3) throw noNetwork;
      return roster(input, options);
    };
    const device = await open(server);
    // The third page is asked for before the second one is on the disk.
    await vi.waitFor(() => expect(device.keeper.state()).toMatchObject({ status: "partial", count: 4 }));
    await vi.waitFor(() => expect(asked).toHaveLength(3));
    expect(await device.scan(people[5]!.code)).toMatchObject({ verdict: "admitted", note: "half_roster" });
    device.close();
    const reloaded = await open(server, device.id);
    await reloaded.pulled();
    expect(asked).toEqual([null, "2", "4", "4"]);
    expect(reloaded.keeper.state().count).toBe(6);
  });

  test("a roster that cannot be read is pulled anew, and said so", async () => {
    const ada = makeTicket();
    const { server, device } = await offlineWith(ada);
    const [segment] = await device.database.segments.toArray();
    await device.database.segments.put({
      ...segment!,
      sealed: { ...segment!.sealed, bytes: new ArrayBuffer(40) },
    });
    device.close();
    const reloaded = await open(server, device.id);
    expect(reloaded.keeper.state()).toMatchObject({ status: "none", wasUnreadable: true });
    server.behave({ failure: null });
    reloaded.keeper.pull();
    await reloaded.pulled();
    expect(reloaded.keeper.state()).toMatchObject({ status: "complete", count: 1 });
  });

  test("without roster and answer nothing is green, and the scan can be checked again under its id", async () => {
    const ada = makeTicket();
    const server = createFakeServer([ada.entry]);
    server.behave({ failure: noNetwork });
    const device = await open(server);
    const id = uuidv7();
    const scan = { id, code: ada.code, source: "typed" as const };
    expect(await device.door.decide(scan)).toMatchObject({ kind: "not_checked", reason: "network" });
    expect(device.scans.get(id)).toMatchObject({ delivery: { state: "undecided" }, code: ada.code });
    server.behave({ failure: null });
    device.keeper.pull();
    await device.pulled();
    expect(await device.door.decide(scan)).toMatchObject({ verdict: "admitted" });
    expect(device.scans.of(eventId)).toHaveLength(1);
  });
});
