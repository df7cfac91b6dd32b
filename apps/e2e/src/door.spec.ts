import type { Page } from "@playwright/test";
import { forgeTicketCode } from "@eventmaster/admission/testing/forge-ticket-code";
import { call, makePerson, makePublishedEvent, register } from "./api.ts";
import { expectEveryScreen } from "./every-screen.ts";
import { expect, expectAccessible, phone, test } from "./test.ts";
import { typeTicketCode } from "./type-ticket-code.ts";

test("a ticket of another event, a cancelled one and a made-up code each get their own verdict by camera", async ({
  phoneOf,
}) => {
  const [bob, alice] = await Promise.all([makePerson("Bob Berg", "organizer"), makePerson("Alice Ahmed")]);
  const [event, other] = await Promise.all([makePublishedEvent(bob), makePublishedEvent(bob)]);
  const elsewhere = await register(alice, other.id);
  const cancelled = await register(alice, event.id);
  await call("DELETE", `/registrations/${cancelled.id}`, { token: alice.token });

  const door = await phoneOf(bob, [
    { code: elsewhere.qr_code, seconds: 3 },
    { code: null, seconds: 1 },
    { code: cancelled.qr_code, seconds: 3, isInverted: true },
    { code: null, seconds: 1 },
    { code: "HTTPS://EXAMPLE.ORG/NOT-A-TICKET", seconds: 3 },
    { code: null, seconds: 1 },
    { code: forgeTicketCode(elsewhere.qr_code), seconds: 3 },
    { code: null, seconds: 1 },
  ]);
  await door.goto(`/scanner/?event=${event.id}`);
  const verdict = door.getByRole("alert");
  for (const word of [/wrong event/iu, /cancelled/iu, /unknown/iu, /forged/iu])
    await expect(verdict).toContainText(word, { timeout: 20_000 });
});

test("a picture is read also where a browser gives no brightness of it, and where it gives no frames", async ({
  phoneOf,
}) => {
  const [bob, alice] = await Promise.all([makePerson("Bob Berg", "organizer"), makePerson("Alice Ahmed")]);
  const event = await makePublishedEvent(bob);
  const ticket = await register(alice, event.id);
  const scenes = [
    { code: null, seconds: 1 },
    { code: ticket.qr_code, seconds: 2 },
  ];

  const drawing = await phoneOf(bob, scenes);
  let isHindered = false;
  await drawing.route(/decode-worker/u, async (route) => {
    const response = await route.fetch();
    const body = `VideoFrame.prototype.copyTo = () => Promise.reject(new Error("No"));\n${await response.text()}`;
    await route.fulfill({ response, body });
    isHindered = true;
  });
  await drawing.goto(`/scanner/?event=${event.id}`);
  await expect(drawing.getByRole("alert")).toContainText("Alice Ahmed");
  expect(isHindered).toBe(true);

  const frameless = await phoneOf(bob, scenes);
  await frameless.addInitScript(() => Reflect.deleteProperty(globalThis, "VideoFrame"));
  await frameless.goto(`/scanner/?event=${event.id}`);
  await expect(frameless.getByRole("alert")).toContainText(/already admitted/iu);
  expect(await frameless.evaluate(() => "VideoFrame" in globalThis)).toBe(false);
});

test("where no camera is, a code can be typed, and a walk-in is admitted by email and name", async ({
  browserOf,
  expectComplaint,
}) => {
  expectComplaint(/status of 4(?:22|09)/u);
  const [bob, alice] = await Promise.all([makePerson("Bob Berg", "organizer"), makePerson("Alice Ahmed")]);
  const event = await makePublishedEvent(bob, { capacity: 2 });
  const ticket = await register(alice, event.id);

  const door = await browserOf(bob, { viewport: phone });
  await door.goto(`/scanner/?event=${event.id}`);
  await door.getByRole("button", { name: "Type a code" }).click();
  await door.getByLabel("Ticket code").fill(`  ${ticket.qr_code}\n`);
  await door.getByRole("button", { name: "Check" }).click();
  await expect(door.getByRole("alert")).toContainText("Alice Ahmed");
  await door.keyboard.press("Escape");

  await door.getByRole("button", { name: "Walk-in" }).click();
  const email = `walk.in.${crypto.randomUUID().slice(0, 8)}@company.test`;
  await door.getByLabel("Email").fill(email);
  await door.getByRole("button", { name: "Admit" }).click();
  await expect(door.getByText("Nobody has this email yet: a name is needed")).toBeVisible();
  await door.getByLabel("Name").fill("Walter Walk");
  await door.getByRole("button", { name: "Admit" }).click();
  await expect(door.getByRole("alert")).toContainText("Walter Walk");
  await door.keyboard.press("Escape");

  await door.getByRole("button", { name: "Walk-in" }).click();
  await door.getByLabel("Email").fill(`late.${email}`);
  await door.getByLabel("Name").fill("Late Larry");
  await door.getByRole("button", { name: "Admit" }).click();
  await expect(door.getByText(/full/iu).first()).toBeVisible();

  await door.goto(`/scanner/events/${event.id}/log`);
  await expect(door.getByText("Walter Walk")).toBeVisible();
  await door.getByRole("searchbox", { name: "Search by name" }).fill("ahmed");
  await expect(door.getByText("Walter Walk")).toBeHidden();
  await door.getByRole("button", { name: "Undo" }).click();
  const undo = door.getByRole("dialog");
  await undo.getByRole("button", { name: "Undo" }).click();
  await expect(undo.getByText("Write a reason first")).toBeVisible();
  await undo.getByLabel("Reason").fill("She went home again");
  await undo.getByRole("button", { name: "Undo" }).click();
  await expect(door.getByText("Undone: She went home again")).toBeVisible();
  await door.goto(`/scanner/?event=${event.id}`);
  await typeTicketCode(door, ticket.qr_code, /^(?!.*already).*admitted/iu);
});

test("with neither a ticket list nor an answer the door never shows green, and asks again with the same scan", async ({
  browserOf,
  expectComplaint,
}) => {
  expectComplaint(/ERR_FAILED|ERR_INTERNET_DISCONNECTED|Failed to load resource/u);
  const [bob, alice] = await Promise.all([makePerson("Bob Berg", "organizer"), makePerson("Alice Ahmed")]);
  const event = await makePublishedEvent(bob);
  const ticket = await register(alice, event.id);
  const door = await browserOf(bob, { viewport: phone });
  await door.route("**/api/trpc/checkIn.roster**", (route) => route.abort());
  await door.goto(`/scanner/?event=${event.id}`);
  await expect(door.getByRole("button", { name: "Type a code" })).toBeVisible();
  const sent: string[] = [];
  await door.route("**/api/trpc/checkIn.verify**", (route) => {
    sent.push(route.request().postData() ?? "");
    return route.abort();
  });
  await door.getByRole("button", { name: "Type a code" }).click();
  await door.getByLabel("Ticket code").fill(ticket.qr_code);
  await door.getByRole("button", { name: "Check" }).click();
  await expect(door.getByText(/no connection/iu).first()).toBeVisible();
  await expect(door.getByText(/^admitted/iu)).toBeHidden();
  await door.unroute("**/api/trpc/checkIn.verify**");
  const answered = door.waitForRequest("**/api/trpc/checkIn.verify**");
  await door.getByRole("button", { name: "Try again", exact: true }).click();
  const scanId = /"scanId":"([^"]+)"/u;
  expect(scanId.exec((await answered).postData() ?? "")?.[1]).toBe(scanId.exec(sent[0] ?? "")?.[1]);
  await expect(door.getByRole("alert")).toContainText("Alice Ahmed");
});

test("what one door lets in, the other has heard when it loses its network", async ({
  browserOf,
  expectComplaint,
}) => {
  expectComplaint(/ERR_FAILED/u);
  const [bob, alice] = await Promise.all([makePerson("Bob Berg", "organizer"), makePerson("Alice Ahmed")]);
  const event = await makePublishedEvent(bob);
  const ticket = await register(alice, event.id);
  const [one, two] = [await browserOf(bob, { viewport: phone }), await browserOf(bob, { viewport: phone })];
  const scan = async (door: Page) => {
    await door.getByRole("button", { name: "Type a code" }).click();
    await door.getByLabel("Ticket code").fill(ticket.qr_code);
    await door.getByRole("button", { name: "Check" }).click();
  };
  for (const door of [one, two]) {
    await door.goto(`/scanner/?event=${event.id}`);
    await expect(door.getByRole("link", { name: "1 ticket" })).toBeVisible();
    await expect(door.getByText("0 of 1 admitted")).toBeVisible();
  }
  // Whatever it hears now, it was told: it cannot ask for the list.
  await two.route("**/api/trpc/checkIn.roster**", (route) => route.abort());
  await scan(one);
  await expect(one.getByRole("alert")).toContainText("Alice Ahmed");
  await expect(two.getByText("1 of 1 admitted")).toBeVisible();
  await two.route("**/api/trpc/**", (route) => route.abort());
  await scan(two);
  await expect(two.getByRole("alert")).toContainText(/already admitted at .* by Bob Berg/iu);
});

/** What the page has asked of the hardware, in order: no browser that runs here has a light, a zoom or a motor. */
interface Hardware {
  cameras: string[];
  constraints: unknown[];
  vibrations: unknown[];
  waves: string[];
  locks: number;
}
declare global {
  interface Window {
    hardware: Hardware;
  }
}

/** As a phone with two cameras, of which each has a light and can zoom. */
function pretendHardware(): void {
  const hardware: Hardware = { cameras: [], constraints: [], vibrations: [], waves: [], locks: 0 };
  window.hardware = hardware;
  const devices = navigator.mediaDevices;
  const [open, list] = [devices.getUserMedia.bind(devices), devices.enumerateDevices.bind(devices)];
  const track = MediaStreamTrack.prototype;
  let used = "";
  devices.enumerateDevices = async () => {
    const all = await list();
    const camera = all.find(({ kind }) => kind === "videoinput");
    const label = camera?.label === "" ? "" : "Wide camera";
    return camera ? [...all, { ...camera.toJSON(), deviceId: "wide", label }] : all;
  };
  devices.getUserMedia = (wanted) => {
    const which = typeof wanted?.video === "object" ? wanted.video : {};
    const exact = typeof which.deviceId === "object" && "exact" in which.deviceId ? which.deviceId.exact : "";
    used = String(exact ?? "");
    hardware.cameras.push(used);
    return open({ video: used === "wide" ? { width: 1280, height: 720 } : which });
  };
  track.getSettings = () => (used === "wide" ? { deviceId: used } : {});
  // What TypeScript's DOM does not know yet.
  const abilities: MediaTrackCapabilities & { torch: boolean; zoom: object } = {
    torch: true,
    zoom: { min: 1, max: 5, step: 0.5 },
  };
  track.getCapabilities = () => abilities;
  track.applyConstraints = async (constraints) => {
    hardware.constraints.push(...(constraints?.advanced ?? []));
  };
  navigator.vibrate = (pattern) => {
    hardware.vibrations.push(pattern);
    return true;
  };
  window.AudioContext = class extends AudioContext {
    override createOscillator() {
      const oscillator = super.createOscillator();
      const start = oscillator.start.bind(oscillator);
      oscillator.start = (when) => {
        hardware.waves.push(oscillator.type);
        start(when);
      };
      return oscillator;
    }
  };
  const screen = navigator.wakeLock;
  const lock = screen.request.bind(screen);
  screen.request = (type) => {
    hardware.locks += 1;
    return lock(type);
  };
}

test("light, zoom and choice of camera are used where a phone has them; each verdict has its sound, which can be muted, and its vibration; the screen stays on", async ({
  phoneOf,
}) => {
  const [bob, alice] = await Promise.all([makePerson("Bob Berg", "organizer"), makePerson("Alice Ahmed")]);
  const event = await makePublishedEvent(bob);
  const ticket = await register(alice, event.id);
  const door = await phoneOf(bob, [{ code: null, seconds: 1 }]);
  await door.addInitScript(pretendHardware);
  const used = () => door.evaluate(() => window.hardware);
  await door.goto(`/scanner/?event=${event.id}`);
  await expect(door.getByRole("link", { name: "1 ticket" })).toBeVisible();
  await door.getByRole("button", { name: "Turn the light on" }).click();
  await door.getByRole("button", { name: "Turn the light off" }).click();
  await expect(door.getByRole("button", { name: "Turn the light on" })).toBeVisible();
  await door.getByRole("slider", { name: "Zoom" }).fill("2.5");
  expect((await used()).constraints).toEqual([{ torch: true }, { torch: false }, { zoom: 2.5 }]);
  await expectAccessible(door);

  await typeTicketCode(door, ticket.qr_code, /^admitted/iu);
  await typeTicketCode(door, ticket.qr_code, /already admitted/iu);
  await typeTicketCode(door, "HTTPS://EXAMPLE.ORG/NOT-A-TICKET", /unknown/iu);
  const loud = await used();
  expect(new Set(loud.waves)).toEqual(new Set(["sine", "triangle", "square"]));
  expect(loud.vibrations).toEqual([[70], [120, 90, 120], [500]]);
  await door.getByRole("button", { name: "Turn sound off" }).click();
  await typeTicketCode(door, ticket.qr_code, /already admitted/iu);
  const quiet = await used();
  expect(quiet.waves).toEqual(loud.waves);
  expect(quiet.vibrations).toHaveLength(4);
  expect(quiet.locks).toBe(1);
  // A look at another app has let the lock go.
  await door.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  expect((await used()).locks).toBe(2);

  await door.getByRole("button", { name: "Choose camera" }).click();
  await door.getByRole("menuitem", { name: "Wide camera" }).click();
  await expect.poll(async () => (await used()).cameras.at(-1)).toBe("wide");
  await door.getByRole("button", { name: "Choose camera" }).click();
  await expect(door.getByRole("menuitem", { name: "Wide camera" })).toContainText("In use");
  await door.reload();
  await expect(door.getByRole("button", { name: "Turn sound on" })).toBeVisible();
  await expect.poll(async () => (await used()).cameras.at(-1)).toBe("wide");
});

test("a member who is on no door's staff is told so, and sees no event", async ({ browserOf }) => {
  const alice = await makePerson("Alice Ahmed");
  const page = await browserOf(alice, { viewport: phone });
  await page.goto("/scanner/");
  await expect(page.getByText(/door staff/iu).first()).toBeVisible();
  await expectAccessible(page);
});

test("the door's pages are accessible and fit, on any screen, light and dark", async ({ browserOf }) => {
  const bob = await makePerson("Bob Berg", "organizer");
  const event = await makePublishedEvent(bob);
  const page = await browserOf(bob, { viewport: phone });
  await page.goto("/scanner/");
  await expect(page.getByRole("heading", { name: "Choose an event" })).toBeVisible();
  await expectEveryScreen(page, "/scanner/");
  await page.getByRole("link", { name: event.title }).click();
  await expect(page.getByRole("button", { name: "Type a code" })).toBeVisible();
  await expectEveryScreen(page, "the door");
  for (const [path, sight] of [
    ["log", page.getByText("Nothing scanned yet")],
    ["ready", page.getByRole("heading", { name: "Ticket list" })],
    ["conflicts", page.getByText("No conflicts")],
  ] as const) {
    await page.goto(`/scanner/events/${event.id}/${path}`);
    await expect(sight).toBeVisible();
    await expectEveryScreen(page, path);
  }
});
