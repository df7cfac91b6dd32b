import type { Page } from "@playwright/test";
import { call, makePerson, makePublishedEvent, type Person, register } from "./api.ts";
import { runServer, type Server } from "./run-server.ts";
import { expect, phone, test } from "./test.ts";
import { typeTicketCode } from "./type-ticket-code.ts";

// One after the other: each of them stops the server.
test.describe.configure({ mode: "default" });

let server: Server;
let shared: string | undefined;

test.beforeAll(async () => {
  server = await runServer();
  shared = process.env["EVENTMASTER_URL"];
  process.env["EVENTMASTER_URL"] = server.url;
});

test.afterAll(async () => {
  if (shared) process.env["EVENTMASTER_URL"] = shared;
  await server.remove();
});

test.beforeEach(({ expectComplaint }) => {
  // What the browser says of a server that is gone.
  expectComplaint(
    /ERR_CONNECTION_REFUSED|ERR_FAILED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/u,
  );
});

const hour = 60 * 60 * 1000;

/** Begins soon: seats for walk-ins are kept for its door. */
function tonight() {
  return {
    start_at: new Date(Date.now() + hour).toISOString(),
    end_at: new Date(Date.now() + 5 * hour).toISOString(),
  };
}

/** At the door, with everything that it takes to go on without a network. */
async function openDoor(page: Page, eventId: string, tickets: number): Promise<void> {
  await page.goto(`/scanner/?event=${eventId}`);
  await expect(page.getByRole("link", { name: `${tickets} tickets` })).toBeVisible();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

interface ScanRow {
  id: string;
  verdict: string;
  registration: { id: string } | null;
}

async function scansOf(organizer: Person, eventId: string): Promise<ScanRow[]> {
  const page = await call<{ items: ScanRow[] }>("GET", `/events/${eventId}/scans?limit=100`, {
    token: organizer.token,
  });
  return page.items;
}

test("three people are let in without a server, also after a reload, and each once when it is back", async ({
  browserOf,
}) => {
  const bob = await makePerson("Bob Berg", "organizer");
  const people = await Promise.all(
    ["Ada Ay", "Ben Bee", "Cleo Cee", "Dan Dee"].map((name) => makePerson(name)),
  );
  const event = await makePublishedEvent(bob, tonight());
  const tickets = await Promise.all(people.map((person) => register(person, event.id)));
  const [ada, ben, cleo, dan] = tickets.map((ticket) => ticket.qr_code);
  const door = await browserOf(bob, { viewport: phone });
  await openDoor(door, event.id, 4);

  await server.stop();
  await typeTicketCode(door, ada!, /Ada Ay/u);
  await typeTicketCode(door, ben!, /Ben Bee/u);
  await typeTicketCode(door, cleo!, /Cleo Cee/u);
  await expect(door.getByRole("link", { name: "3 to send" })).toBeVisible();

  await door.reload();
  await expect(door.getByRole("link", { name: "3 to send" })).toBeVisible();
  await expect(door.getByRole("link", { name: "Offline" })).toBeVisible();
  await typeTicketCode(door, ada!, /already.*by Bob Berg/isu);
  // Another language is on the device too.
  await door.getByRole("link", { name: "Offline" }).click();
  await door.getByLabel("Language").selectOption("Deutsch");
  await expect(door.getByRole("heading", { name: "Ist dieses Gerät bereit?" })).toBeVisible();
  await expect(door.locator("html")).toHaveAttribute("lang", "de");
  await door.getByRole("link", { name: "Zum Einlass" }).click();
  await expect(door.getByText("Schon eingelassen").first()).toBeVisible();
  await door.getByRole("link", { name: "Offline" }).click();
  await door.getByLabel("Sprache").selectOption("English");
  await door.getByRole("link", { name: "To the door" }).click();
  await door.getByRole("button", { name: "Search" }).click();
  await door.getByLabel("Name or email").fill("dan d");
  await door.getByRole("button", { name: "Admit" }).click();
  await expect(door.getByRole("alert")).toContainText("Dan Dee");
  await expect(door.getByRole("alert")).toContainText("Offline: will be sent later");
  await door.keyboard.press("Escape");

  await door.getByRole("button", { name: "Walk-in" }).click();
  await door.getByLabel("Email").fill("walter@company.test");
  await door.getByLabel("Name").fill("Walter Walk");
  await door.getByRole("button", { name: "Admit" }).click();
  await expect(door.getByRole("alert")).toContainText("Walter Walk");
  await door.getByRole("button", { name: "Show their ticket" }).click();
  await expect(door.getByRole("img", { name: "Their ticket" })).toBeVisible();
  await door.getByRole("button", { name: "Close" }).first().click();

  await server.restart();
  await expect(door.getByRole("link", { name: /to send/u })).toBeHidden({ timeout: 30_000 });
  await typeTicketCode(door, dan!, /already/iu);
  // Each scan is there once: five welcomes, and two who had been let in. The last one's verdict did not wait for its sending.
  await expect.poll(async () => (await scansOf(bob, event.id)).length).toBe(7);
  const scans = await scansOf(bob, event.id);
  const admitted = scans.filter(({ verdict }) => verdict === "admitted");
  expect(admitted).toHaveLength(5);
  expect(new Set(admitted.map(({ registration }) => registration?.id)).size).toBe(5);
});

test("two phones without a server let the same ticket in: both are shown the conflict until it is resolved", async ({
  browserOf,
}) => {
  const [bob, carol, ada, ben] = await Promise.all([
    makePerson("Bob Berg", "organizer"),
    makePerson("Carol Crew"),
    makePerson("Ada Ay"),
    makePerson("Ben Bee"),
  ]);
  const event = await makePublishedEvent(bob, tonight());
  await call("POST", `/events/${event.id}/staff`, { token: bob.token, body: { email: carol.email } });
  const ticket = await register(ada, event.id);
  await register(ben, event.id);
  // Carol is a member who has the duty at this door, and nothing else.
  const [one, two] = [await browserOf(bob, { viewport: phone }), await browserOf(carol, { viewport: phone })];
  await openDoor(one, event.id, 2);
  await openDoor(two, event.id, 2);

  await server.stop();
  await typeTicketCode(one, ticket.qr_code, /Ada Ay/u);
  await typeTicketCode(two, ticket.qr_code, /Ada Ay/u);
  await server.restart();

  for (const door of [one, two])
    await expect(door.getByRole("link", { name: "1 conflict" })).toBeVisible({ timeout: 30_000 });
  await two.getByRole("link", { name: "1 conflict" }).click();
  await expect(two.getByRole("heading", { name: "Ada Ay" })).toBeVisible();
  await expect(two.getByText(/by Bob Berg on Bob Berg’s device/u)).toBeVisible();
  await expect(two.getByText(/by Carol Crew on this device/u)).toBeVisible();
  await expect(two.getByText("The event’s organizer resolves it.")).toBeVisible();

  await one.getByRole("link", { name: "1 conflict" }).click();
  await one.getByRole("button", { name: "Resolve" }).click();
  await one.getByLabel("Note").fill("Ada came back for her coat");
  await one.getByRole("dialog").getByRole("button", { name: "Resolve" }).click();
  await expect(one.getByText("No conflicts")).toBeVisible();
  const admitted = await call<{ items: { status: string }[] }>("GET", `/events/${event.id}/attendees`, {
    token: bob.token,
  });
  expect(admitted.items.filter(({ status }) => status === "checked_in")).toHaveLength(1);
});
