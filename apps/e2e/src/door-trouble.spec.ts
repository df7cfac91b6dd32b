import type { Page } from "@playwright/test";
import { createServer, type IncomingHttpHeaders, request as forward, type Server } from "node:http";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { call, makePerson, makePublishedEvent, register, serverUrl } from "./api.ts";
import { expect, phone, test } from "./test.ts";
import { typeTicketCode } from "./type-ticket-code.ts";

async function openDoor(page: Page, eventId: string): Promise<void> {
  await page.goto(`/scanner/?event=${eventId}`);
  await expect(page.getByRole("link", { name: /^\d+ tickets?$/u })).toBeVisible();
}

/** The built file of a module that is loaded by itself. */
async function fileOf(module: string): Promise<string> {
  const manifest = join(import.meta.dirname, "../../scanner/dist/.vite/manifest.json");
  const files: Partial<Record<string, { file: string }>> = JSON.parse(await readFile(manifest, "utf8"));
  const found = files[module]?.file;
  if (found === undefined) throw new Error(`${module} is no file of its own`);
  return found;
}

test("a server that answers garbage, or only errors, stops nobody at the door and loses no scan", async ({
  browserOf,
  expectComplaint,
}) => {
  expectComplaint(/status of 500|Failed to load resource|registration blocked by Playwright/u);
  const [bob, ada, ben] = await Promise.all([
    makePerson("Bob Berg", "organizer"),
    makePerson("Ada Ay"),
    makePerson("Ben Bee"),
  ]);
  const event = await makePublishedEvent(bob);
  const [one, two] = await Promise.all([register(ada, event.id), register(ben, event.id)]);
  const door = await browserOf(bob, { viewport: phone, serviceWorkers: "block" });
  // What sends scans comes by itself, after the page: here not at first.
  const failures = [503, 503];
  await door.route(`**/${await fileOf("src/sync/push-scans.ts")}`, (route) => {
    const status = failures.pop();
    return status === undefined ? route.continue() : route.fulfill({ status });
  });
  await openDoor(door, event.id);
  // One route whose answer changes: between two routes a scan would get through.
  let answer: { status: number; contentType?: string; body: string } = {
    status: 200,
    contentType: "text/html",
    body: "<h1>Welcome to the hotel’s network</h1>",
  };
  await door.route(/checkIn\.(?:verify|sync|clock)/u, (route) => route.fulfill(answer));
  await typeTicketCode(door, one.qr_code, /Ada Ay/u);
  await expect(door.getByRole("link", { name: "1 to send" })).toBeVisible();
  answer = { status: 500, body: "{}" };
  await typeTicketCode(door, two.qr_code, /Ben Bee/u);
  await expect(door.getByRole("link", { name: "2 to send" })).toBeVisible();
  await door.unroute(/checkIn\.(?:verify|sync|clock)/u);
  await expect(door.getByRole("link", { name: /to send/u })).toBeHidden({ timeout: 20_000 });
  expect(failures).toEqual([]);
  const scans = await call<{ items: { verdict: string }[] }>("GET", `/events/${event.id}/scans`, {
    token: bob.token,
  });
  expect(scans.items.map(({ verdict }) => verdict)).toEqual(["admitted", "admitted"]);
});

test("with a full disk the verdict says that it is not saved, and the scan is sent all the same", async ({
  browserOf,
  expectComplaint,
}) => {
  expectComplaint(/ERR_FAILED/u);
  const [bob, ada] = await Promise.all([makePerson("Bob Berg", "organizer"), makePerson("Ada Ay")]);
  const event = await makePublishedEvent(bob);
  const ticket = await register(ada, event.id);
  const door = await browserOf(bob, { viewport: phone });
  await openDoor(door, event.id);
  await door.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("Full", "QuotaExceededError");
    };
  });
  await door.route(/checkIn\.(?:verify|sync)/u, (route) => route.abort());
  await door.getByRole("button", { name: "Type a code" }).click();
  await door.getByLabel("Ticket code").fill(ticket.qr_code);
  await door.getByRole("button", { name: "Check" }).click();
  await expect(door.getByRole("alert")).toContainText("Not saved on this device");
  await door.keyboard.press("Escape");
  await expect(door.getByRole("link", { name: /1 not saved/u })).toBeVisible();
  await door.unroute(/checkIn\.(?:verify|sync)/u);
  await expect(door.getByRole("link", { name: /to send/u })).toBeHidden({ timeout: 20_000 });
});

test("a ticket list that cannot be read is loaded anew", async ({ browserOf }) => {
  const [bob, ada] = await Promise.all([makePerson("Bob Berg", "organizer"), makePerson("Ada Ay")]);
  const event = await makePublishedEvent(bob);
  await register(ada, event.id);
  const door = await browserOf(bob, { viewport: phone });
  await openDoor(door, event.id);
  await door.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open("eventmaster-scanner");
        opening.addEventListener("error", () => reject(opening.error ?? new Error("No database")));
        opening.addEventListener("success", () => {
          const change = opening.result.transaction("segments", "readwrite");
          const walk = change.objectStore("segments").openCursor();
          walk.addEventListener("success", () => {
            const cursor = walk.result;
            if (!cursor) return;
            cursor.update({
              ...cursor.value,
              sealed: { ...cursor.value.sealed, bytes: new ArrayBuffer(64) },
            });
            cursor.continue();
          });
          change.addEventListener("complete", () => resolve());
        });
      }),
  );
  await door.reload();
  await expect(door.getByRole("link", { name: "1 ticket" })).toBeVisible();
});

test("a camera that is not allowed says what to do, and codes can be typed meanwhile", async ({
  browserOf,
}) => {
  const [bob, ada] = await Promise.all([makePerson("Bob Berg", "organizer"), makePerson("Ada Ay")]);
  const event = await makePublishedEvent(bob);
  const ticket = await register(ada, event.id);
  const door = await browserOf(bob, { viewport: phone });
  // As a browser answers whose user has pressed "Block": the one that runs here has no such button.
  await door.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException("Permission denied", "NotAllowedError"));
  });
  await openDoor(door, event.id);
  await expect(door.getByText("The camera is not allowed")).toBeVisible();
  await typeTicketCode(door, ticket.qr_code, /Ada Ay/u);
});

test("a new version takes over while scans wait, and none is lost", async ({ browser }) => {
  const [bob, ada] = await Promise.all([makePerson("Bob Berg", "organizer"), makePerson("Ada Ay")]);
  const event = await makePublishedEvent(bob);
  const ticket = await register(ada, event.id);
  const front = await startFront();
  const context = await browser.newContext({ baseURL: front.url, locale: "en-GB", viewport: phone });
  try {
    await context.request.post("/api/trpc/accounts.logIn", {
      data: { email: bob.email, password: bob.password },
    });
    const door = await context.newPage();
    await openDoor(door, event.id);
    await door.waitForFunction(() => navigator.serviceWorker.controller !== null);
    front.refuses = /checkIn\.(?:verify|sync)/u;
    await typeTicketCode(door, ticket.qr_code, /Ada Ay/u);
    await expect(door.getByRole("link", { name: "1 to send" })).toBeVisible();

    front.release = "the next one";
    await door.getByRole("link", { name: "Choose another event" }).click();
    await door.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      await registration?.update();
    });
    await door.getByRole("button", { name: "Update now" }).click();
    await expect(door.getByRole("button", { name: "Update now" })).toBeHidden();
    await openDoor(door, event.id);
    await expect(door.getByRole("link", { name: "1 to send" })).toBeVisible();
    front.refuses = null;
    await expect(door.getByRole("link", { name: /to send/u })).toBeHidden({ timeout: 30_000 });
  } finally {
    await context.close();
    front.server.close();
    front.server.closeAllConnections();
  }
});

interface Front {
  server: Server;
  url: string;
  /** What is in the service worker: another text is another version. */
  release: string;
  refuses: RegExp | null;
}

/** The server as it is seen through something in between, which can refuse calls and serve the next version. */
async function startFront(): Promise<Front> {
  const behind = new URL(serverUrl());
  const front: Front = { server: createServer(), url: "", release: "this one", refuses: null };
  front.server.on("request", (incoming, outgoing) => {
    const path = incoming.url ?? "/";
    if (front.refuses?.test(path)) {
      outgoing.writeHead(502).end();
      return;
    }
    const headers: IncomingHttpHeaders = { ...incoming.headers, "accept-encoding": "identity" };
    // The server would say that nothing has changed, and it has not.
    delete headers["if-none-match"];
    delete headers["if-modified-since"];
    const passed = forward(
      { host: behind.hostname, port: behind.port, path, method: incoming.method, headers },
      (answer) => {
        const isWorker = path.endsWith("/sw.js");
        const { "content-length": _length, ...kept } = answer.headers;
        outgoing.writeHead(answer.statusCode ?? 502, isWorker ? kept : answer.headers);
        answer.pipe(outgoing, { end: !isWorker });
        if (isWorker) answer.on("end", () => outgoing.end(`\n// ${front.release}\n`));
      },
    );
    passed.on("error", () => outgoing.destroy());
    outgoing.on("close", () => passed.destroy());
    incoming.pipe(passed);
  });
  front.server.listen(0, "localhost");
  await once(front.server, "listening");
  const address = front.server.address();
  if (address === null || typeof address === "string") throw new Error("No port");
  front.url = `http://localhost:${address.port}`;
  return front;
}

test("the app is installable and keeps all of itself, the reader's wasm too", async ({ browserOf }) => {
  const bob = await makePerson("Bob Berg", "organizer");
  const page = await browserOf(bob, { viewport: phone });
  await page.goto("/scanner/");
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return all.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(kept.some((path) => path.endsWith(".wasm"))).toBe(true);
  expect(kept).toContain("/scanner/index.html");
  const address = await page.locator("link[rel=manifest]").getAttribute("href");
  const manifest: unknown = await (await page.request.get(address ?? "")).json();
  expect(manifest).toMatchObject({
    start_url: "/scanner/",
    display: "standalone",
    icons: expect.arrayContaining([
      expect.objectContaining({ sizes: "192x192" }),
      expect.objectContaining({ sizes: "512x512" }),
    ]),
  });
});

test("days before the event the door says that no seats are kept for this device yet, in each language", async ({
  browserOf,
  expectComplaint,
}) => {
  expectComplaint(/ERR_FAILED/u);
  const bob = await makePerson("Bob Berg", "organizer");
  const event = await makePublishedEvent(bob);
  const door = await browserOf(bob, { viewport: phone });
  await openDoor(door, event.id);
  await door.goto(`/scanner/events/${event.id}/ready`);
  await expect(door.getByText(/^None yet: seats are kept for this device from/u)).toBeVisible();
  await door.route("**/api/trpc/**", (route) => route.abort());
  await door.getByRole("link", { name: "To the door" }).click();
  await expect(door.getByRole("link", { name: "Offline" })).toBeVisible({ timeout: 30_000 });
  await door.getByRole("button", { name: "Walk-in" }).click();
  await door.getByLabel("Email").fill("early@company.test");
  await door.getByLabel("Name").fill("Early Ed");
  await door.getByRole("button", { name: "Admit" }).click();
  await expect(door.getByText("Nobody was let in")).toBeVisible();
  await expect(door.getByText(/^No seats are kept for this device yet/u)).toBeVisible();
  await expect(door.getByText("This event is full")).toBeHidden();
  await door.getByRole("button", { name: "Cancel" }).click();
  await door.getByRole("link", { name: "Offline" }).click();
  for (const [label, language, words] of [
    ["Language", "Deutsch", /^Noch keine: Plätze werden ab/u],
    ["Sprache", "繁體中文", /^尚無名額/u],
  ] as const) {
    await door.getByLabel(label).selectOption(language);
    await expect(door.getByText(words)).toBeVisible();
  }
});

test("a hand-held scanner that stops within a ticket gives one scan of the whole, wherever the focus is", async ({
  browserOf,
}) => {
  const [bob, ada, ben] = await Promise.all([
    makePerson("Bob Berg", "organizer"),
    makePerson("Ada Ay"),
    makePerson("Ben Bee"),
  ]);
  const event = await makePublishedEvent(bob);
  const [one, two] = await Promise.all([register(ada, event.id), register(ben, event.id)]);
  const door = await browserOf(bob, { viewport: phone });
  await openDoor(door, event.id);
  await door.getByRole("button", { name: "Walk-in" }).focus();
  await typeAsScanner(door, one.qr_code.slice(0, 60));
  await pause(door, 400);
  await typeAsScanner(door, one.qr_code.slice(60, 120));
  await pause(door, 120);
  await typeAsScanner(door, one.qr_code.slice(120), "Tab");
  await expect(door.getByRole("alert")).toContainText("Ada Ay");
  await expect(door.getByRole("dialog")).toBeHidden();
  await door.keyboard.press("Escape");

  // The switch that was touched last has the focus.
  await door.getByText("Exit").click();
  await door.getByText("Entry").click();
  await typeAsScanner(door, two.qr_code.slice(0, 60), "Enter");
  await expect(door.getByText("The code did not come whole. Scan it again.")).toBeVisible();
  await expect(door.getByRole("alert")).toBeHidden();
  await typeAsScanner(door, two.qr_code, "Enter");
  await expect(door.getByRole("alert")).toContainText("Ben Bee");
  const scans = await call<{ items: { verdict: string }[] }>("GET", `/events/${event.id}/scans?limit=100`, {
    token: bob.token,
  });
  expect(scans.items.map(({ verdict }) => verdict)).toEqual(["admitted", "admitted"]);
});

/** Keys in the page itself: from here they would come at the speed of the machine. */
async function typeAsScanner(page: Page, text: string, end: "Enter" | "Tab" | null = null): Promise<void> {
  await page.evaluate(
    (keys) => {
      for (const key of keys)
        (document.activeElement ?? document.body).dispatchEvent(
          new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }),
        );
    },
    [...Array.from(text), ...(end ? [end] : [])],
  );
}

/** The scanner's own stop, of that many milliseconds by the page's clock. */
async function pause(page: Page, ms: number): Promise<void> {
  await page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), ms);
}

test("self check-in admits guests and is locked by its PIN, also after a reload", async ({ browserOf }) => {
  const [bob, ada] = await Promise.all([makePerson("Bob Berg", "organizer"), makePerson("Ada Ay")]);
  const event = await makePublishedEvent(bob);
  const ticket = await register(ada, event.id);
  const kiosk = await browserOf(bob, { viewport: phone });
  await openDoor(kiosk, event.id);
  const open = await kiosk.context().newPage();
  await open.goto(`/scanner/events/${event.id}/log`);
  const desk = await kiosk.context().newPage();
  await desk.goto(`/manage/${event.id}/attendees`);
  await expect(desk.getByText("Ada Ay").first()).toBeVisible();
  await kiosk.goto(`/scanner/events/${event.id}/ready`);
  await kiosk.getByRole("button", { name: "Self check-in" }).click();
  await kiosk.getByLabel("PIN").fill("2468");
  await kiosk.getByRole("button", { name: "Lock and start" }).click();
  await expect(kiosk.getByText("Hold your ticket’s code up to the camera")).toBeVisible();
  // A hand-held scanner types the code and Enter at once.
  await kiosk.evaluate((code) => {
    for (const key of [...Array.from(code), "Enter"])
      window.dispatchEvent(new KeyboardEvent("keydown", { key }));
  }, ticket.qr_code);
  await expect(kiosk.getByRole("alert")).toContainText("Ada Ay");
  // There is no other page of this browser: neither the scanner's own, nor the web app's, nor the way back.
  const ways = [
    "/scanner/",
    `/scanner/events/${event.id}`,
    `/scanner/events/${event.id}/log`,
    "/",
    `/manage/${event.id}/attendees`,
    "/account",
  ];
  for (const way of ways) {
    await kiosk.goto(way);
    await expect(kiosk).toHaveURL(`/scanner/events/${event.id}/kiosk`);
    await expect(kiosk.getByText("Hold your ticket’s code up to the camera")).toBeVisible();
  }
  await kiosk.goBack();
  await expect(kiosk).toHaveURL(`/scanner/events/${event.id}/kiosk`);
  await expect(open).toHaveURL(`/scanner/events/${event.id}/kiosk`);
  // As when its tab is brought to the front.
  await desk.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(desk).toHaveURL(`/scanner/events/${event.id}/kiosk`);
  const attendees = `/api/v1/events/${event.id}/attendees`;
  expect((await kiosk.request.get(attendees)).status()).toBe(403);
  await kiosk.getByRole("button", { name: "Unlock" }).click();
  await kiosk.getByLabel("PIN").fill("1111");
  await kiosk.getByRole("dialog").getByRole("button", { name: "Unlock" }).click();
  await expect(kiosk.getByText("This is not the PIN")).toBeVisible();
  await kiosk.getByLabel("PIN").fill("2468");
  await kiosk.getByRole("dialog").getByRole("button", { name: "Unlock" }).click();
  await expect(kiosk.getByRole("button", { name: "Type a code" })).toBeVisible();
  await expect(open.getByRole("button", { name: "Type a code" })).toBeVisible();
  expect((await kiosk.request.get(attendees)).status()).toBe(200);
});

test("a self check-in whose event is not this person's door any more can be unlocked all the same", async ({
  browserOf,
  expectComplaint,
}) => {
  expectComplaint(/status of 40[34]/u);
  const [bob, carol] = await Promise.all([makePerson("Bob Berg", "organizer"), makePerson("Carol Crew")]);
  const event = await makePublishedEvent(bob);
  await call("POST", `/events/${event.id}/staff`, { token: bob.token, body: { email: carol.email } });
  const kiosk = await browserOf(carol, { viewport: phone });
  await openDoor(kiosk, event.id);
  await kiosk.goto(`/scanner/events/${event.id}/ready`);
  await kiosk.getByRole("button", { name: "Self check-in" }).click();
  await kiosk.getByLabel("PIN").fill("2468");
  await kiosk.getByRole("button", { name: "Lock and start" }).click();
  await expect(kiosk.getByText("Hold your ticket’s code up to the camera")).toBeVisible();
  await call("DELETE", `/events/${event.id}/staff/${carol.id}`, { token: bob.token });
  await kiosk.goto("/scanner/");
  await kiosk.getByRole("button", { name: "Unlock" }).click();
  await kiosk.getByRole("button", { name: "Forgot the PIN?" }).click();
  await kiosk.getByLabel(`Password of ${carol.email}`).fill(carol.password);
  await kiosk.getByRole("dialog").getByRole("button", { name: "Unlock" }).click();
  await expect(kiosk.getByRole("heading", { name: "Scanning is for door staff" })).toBeVisible();
});

test("a device that is taken off the door stops, forgets its list and hands in what it holds, for the organizer to judge", async ({
  browserOf,
  expectComplaint,
}) => {
  expectComplaint(/ERR_FAILED|status of 40[13]/u);
  const [bob, carol, ada, ben, cleo, dan] = await Promise.all([
    makePerson("Bob Berg", "organizer"),
    makePerson("Carol Crew"),
    makePerson("Ada Ay"),
    makePerson("Ben Bee"),
    makePerson("Cleo Cee"),
    makePerson("Dan Dee"),
  ]);
  const event = await makePublishedEvent(bob);
  await call("POST", `/events/${event.id}/staff`, { token: bob.token, body: { email: carol.email } });
  const [one, two, three, four] = await Promise.all(
    [ada, ben, cleo, dan].map((person) => register(person, event.id)),
  );
  const door = await browserOf(carol, { viewport: phone });
  await openDoor(door, event.id);
  await door.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await expect.poll(() => keptIn(door, "rosters")).toBe(1);
  // Loaded anew without a network: not even an open stream is left that could tell.
  await door.route("**/api/trpc/**", (route) => route.abort());
  await door.reload();
  await typeTicketCode(door, one!.qr_code, /Ada Ay/u);
  await typeTicketCode(door, three!.qr_code, /Cleo Cee/u);
  await typeTicketCode(door, four!.qr_code, /Dan Dee/u);
  await expect(door.getByRole("link", { name: "3 to send" })).toBeVisible();

  const desk = await browserOf(bob);
  await desk.goto(`/manage/${event.id}/door`);
  await desk.getByRole("button", { name: "Shut out Carol Crew’s device" }).click();
  await desk.getByLabel("Reason").fill("Left in a taxi");
  await expect(
    desk.getByRole("checkbox", { name: "Take Carol Crew off the door staff, too" }),
  ).not.toBeChecked();
  await desk.getByRole("alertdialog").getByRole("button", { name: "Shut out" }).click();
  await expect(desk.getByRole("row", { name: /Carol Crew’s device/u })).toContainText("Left in a taxi");

  await door.unroute("**/api/trpc/**");
  await expect(door.getByRole("link", { name: /to send/u })).toBeHidden({ timeout: 30_000 });
  await expect(door.getByRole("link", { name: "No ticket list" })).toBeVisible();
  await expect.poll(() => keptIn(door, "rosters")).toBe(0);
  expect(await keptIn(door, "segments")).toBe(0);
  await typeTicketCode(door, two!.qr_code, /not checked.*taken off the door/isu);

  await desk.goto(`/manage/${event.id}/scans`);
  await expect(desk.getByRole("row", { name: /Ada Ay/u })).toContainText(
    "Handed in by a device that was shut out",
  );
  const question = (name: string) => desk.getByText(`${name} was scanned by a device that was off the door`);
  const undoOf = (name: string) => desk.getByRole("button", { name: `Undo this scan of ${name}` });
  const statuses = async () => {
    const { items } = await call<{ items: { status: string; user_display_name: string }[] }>(
      "GET",
      `/events/${event.id}/attendees`,
      { token: bob.token },
    );
    return items.filter(({ status }) => status === "checked_in").map((person) => person.user_display_name);
  };
  const resolve = async (name: string, note: string, counts: boolean) => {
    await desk
      .getByRole("listitem")
      .filter({ has: question(name) })
      .getByRole("button", { name: "Resolve" })
      .click();
    await desk.getByLabel("Note").fill(note);
    if (counts) await desk.getByText("It counts: this person is in").click();
    await desk.getByRole("alertdialog").getByRole("button", { name: "Resolve" }).click();
    await expect(question(name)).toBeHidden();
  };
  await expect(question("Ada Ay")).toBeVisible();
  await expect(question("Cleo Cee")).toBeVisible();
  // What is held let nobody in: there is nothing to take back.
  await expect(undoOf("Ada Ay")).toBeHidden();
  await resolve("Ada Ay", "Carol remembers her", true);
  await resolve("Dan Dee", "Nobody has seen him", false);
  await expect(desk.getByRole("row", { name: /Dan Dee/u })).toContainText("Nobody has seen him");
  expect(await statuses()).toEqual(["Ada Ay"]);

  // At the door it can be said, too.
  const bobsPhone = await browserOf(bob, { viewport: phone });
  await bobsPhone.goto(`/scanner/events/${event.id}/conflicts`);
  await expect(bobsPhone.getByRole("heading", { name: "Cleo Cee" })).toBeVisible();
  // It is the only time that she was scanned.
  await expect(bobsPhone.getByText("Second time")).toBeHidden();
  await bobsPhone.getByRole("button", { name: "Resolve" }).click();
  await bobsPhone.getByLabel("Note").fill("She is inside");
  await bobsPhone.getByText("It counts: this person is in").click();
  await bobsPhone.getByRole("dialog").getByRole("button", { name: "Resolve" }).click();
  await expect(bobsPhone.getByText("No conflicts")).toBeVisible();
  expect((await statuses()).toSorted()).toEqual(["Ada Ay", "Cleo Cee"]);

  // What counts is a scan like any other: it can be undone beside its outcome.
  await desk.reload();
  await expect(undoOf("Cleo Cee")).toBeVisible();
  await expect(undoOf("Dan Dee")).toBeHidden();
  await undoOf("Ada Ay").click();
  await desk.getByLabel("Reason").fill("It was her sister");
  await desk.getByRole("alertdialog").getByRole("button", { name: "Undo" }).click();
  await expect(desk.getByRole("row", { name: /Ada Ay/u })).toContainText(
    "Undone by Bob Berg: It was her sister",
  );
  await expect(undoOf("Ada Ay")).toBeHidden();
  expect(await statuses()).toEqual(["Cleo Cee"]);
});

/** How many rows of a store of the device's database are left. */
function keptIn(page: Page, store: string): Promise<number> {
  return page.evaluate(
    (store) =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open("eventmaster-scanner");
        opening.addEventListener("error", () => reject(opening.error ?? new Error("No database")));
        opening.addEventListener("success", () => {
          const counting = opening.result.transaction(store).objectStore(store).count();
          counting.addEventListener("success", () => {
            opening.result.close();
            resolve(counting.result);
          });
        });
      }),
    store,
  );
}

test("who is shut out with their device and taken off the staff does not come back by clearing its data", async ({
  browserOf,
  expectComplaint,
}) => {
  expectComplaint(/status of 40[134]/u);
  const [bob, carol] = await Promise.all([makePerson("Bob Berg", "organizer"), makePerson("Carol Crew")]);
  const event = await makePublishedEvent(bob);
  await call("POST", `/events/${event.id}/staff`, { token: bob.token, body: { email: carol.email } });
  await openDoor(await browserOf(carol, { viewport: phone }), event.id);
  const desk = await browserOf(bob);
  await desk.goto(`/manage/${event.id}/door`);
  await desk.getByRole("button", { name: "Shut out Carol Crew’s device" }).click();
  await desk.getByText("Take Carol Crew off the door staff, too").click();
  await desk.getByRole("alertdialog").getByRole("button", { name: "Shut out" }).click();
  await expect(desk.getByRole("row", { name: /Carol Crew’s device/u })).toContainText("Shut out");
  await expect(desk.getByText(carol.email)).toBeHidden();
  // A browser that knows nothing any more, and a new sign-in.
  const cleared = await browserOf(carol, { viewport: phone });
  await cleared.goto(`/scanner/?event=${event.id}`);
  await expect(cleared.getByRole("heading", { name: "This event is not yours to scan" })).toBeVisible();
  await expect(cleared.getByRole("button", { name: "Type a code" })).toBeHidden();
});

test("two thousand codes leave the page as light as it was", async ({ browserOf }) => {
  test.setTimeout(180_000);
  const [bob, ada] = await Promise.all([makePerson("Bob Berg", "organizer"), makePerson("Ada Ay")]);
  const event = await makePublishedEvent(bob);
  const ticket = await register(ada, event.id);
  const door = await browserOf(bob, { viewport: phone });
  await openDoor(door, event.id);
  const devtools = await door.context().newCDPSession(door);
  const heap = async () => {
    await devtools.send("HeapProfiler.collectGarbage");
    return (await devtools.send("Runtime.getHeapUsage")).usedSize;
  };
  /** Codes of our form that nobody signed: each is read, checked, kept, shown and sent. */
  const scanMany = (from: number, to: number) =>
    door.evaluate(
      async ([code, from, to]) => {
        // A message comes at once, where a timer that follows a timer is held back.
        const { port1, port2 } = new MessageChannel();
        port1.start();
        const next = () =>
          new Promise<void>((resolve) => {
            port1.addEventListener("message", () => resolve(), { once: true });
            port2.postMessage(null);
          });
        for (let at = from; at < to; at++) {
          const digits = String(at).padStart(6, "0");
          // Made before any is handled: a pause of this machine in between is no person who types.
          const keys = [...Array.from(code.slice(0, -6) + digits), "Enter"].map(
            (key) => new KeyboardEvent("keydown", { key }),
          );
          for (const key of keys) window.dispatchEvent(key);
          await next();
        }
      },
      [ticket.qr_code, from, to] as const,
    );
  await scanMany(0, 500);
  await expect(door.getByRole("alert")).toBeVisible();
  const before = await heap();
  await scanMany(500, 2000);
  await expect(door.getByRole("link", { name: /to send/u })).toBeHidden({ timeout: 60_000 });
  const after = await heap();
  // Fifteen hundred remembered scans are about a megabyte; a page that leaks is many times that.
  expect(after - before).toBeLessThan(12_000_000);
  // The last may be on its way still: nothing waits either while one is being decided.
  const sent = async () => {
    const { total } = await call<{ total: number }>("GET", `/events/${event.id}/scans?limit=1`, {
      token: bob.token,
    });
    return total;
  };
  await expect.poll(sent, { timeout: 30_000 }).toBe(2000);
});
