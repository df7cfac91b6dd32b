import type { Page } from "@playwright/test";
import { makeEvent, makePerson, makePublishedEvent, type Person, register } from "./api.ts";
import { cutTexts, expectEveryScreen } from "./every-screen.ts";
import { desktop, expect, expectAccessible, phone, test } from "./test.ts";

interface Visit {
  path: string;
  as: keyof People;
}

interface People {
  nobody: null;
  alice: Person;
  bob: Person;
  charlie: Person;
}

async function makePlace() {
  const [alice, bob, charlie] = await Promise.all([
    makePerson("Alice Ahmed"),
    makePerson("Bob Berg", "organizer"),
    makePerson("Charlie Chen", "admin"),
  ]);
  const [event, pending] = await Promise.all([makePublishedEvent(bob), makeEvent(bob)]);
  const ticket = await register(alice, event.id);
  const people: People = { nobody: null, alice, bob, charlie };
  const visits: Visit[] = [
    { as: "nobody", path: "/" },
    { as: "nobody", path: "/events" },
    { as: "nobody", path: `/events/${event.id}` },
    { as: "nobody", path: "/login" },
    { as: "nobody", path: "/signup" },
    { as: "nobody", path: "/forgot-password" },
    { as: "nobody", path: "/reset-password?token=a-token" },
    { as: "nobody", path: "/no/such/page" },
    { as: "alice", path: "/" },
    { as: "alice", path: `/events/${event.id}` },
    { as: "alice", path: "/tickets" },
    { as: "alice", path: "/tickets?when=past" },
    { as: "alice", path: `/tickets/${ticket.id}` },
    { as: "alice", path: "/account" },
    { as: "alice", path: "/account/security" },
    { as: "alice", path: "/account/mails" },
    { as: "alice", path: "/account/data" },
    { as: "bob", path: "/manage" },
    { as: "bob", path: "/manage/new" },
    { as: "bob", path: `/manage/${event.id}` },
    { as: "bob", path: `/manage/${pending.id}/edit` },
    { as: "bob", path: `/events/${pending.id}` },
    { as: "charlie", path: "/admin/approvals" },
    { as: "charlie", path: "/admin/people" },
    { as: "charlie", path: "/admin/audit" },
    { as: "charlie", path: "/admin/webhooks" },
  ];
  return { people, visits, event };
}

for (const names of [
  ["nobody", "alice"],
  ["bob", "charlie"],
] as const)
  test(`every page is accessible and fits, on any screen, light and dark: ${names.join(" and ")}`, async ({
    browserOf,
  }) => {
    test.setTimeout(240_000);
    const { people, visits } = await makePlace();
    for (const name of names) {
      const page = await browserOf(people[name], { viewport: phone });
      for (const { path } of visits.filter((visit) => visit.as === name)) {
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expect(page).toHaveTitle(/EventMaster/u);
        await expectEveryScreen(page, path);
      }
    }
  });

test("control: a picture without words and words too pale to read are seen", async ({ browserOf }) => {
  const page = await browserOf(null);
  await page.setContent(
    '<html lang="en"><title>A page</title><main><h1>One</h1><img src="data:,"><p style="color:#bbb">Pale</p></main></html>',
  );
  await expect(expectAccessible(page)).rejects.toThrow(
    /image-alt.+color-contrast|color-contrast.+image-alt/su,
  );
});

test("the bar of phones names its places whole, in each language", async ({ browserOf }) => {
  const charlie = await makePerson("Charlie Chen", "admin");
  const page = await browserOf(charlie, { viewport: { width: 320, height: 640 } });
  await page.goto("/events");
  for (const [language, choose, events] of [
    ["English", "Language", "Events"],
    ["Deutsch", "Language", "Events"],
    ["繁體中文", "Sprache", "活動"],
  ] as const) {
    await page.getByLabel(choose, { exact: true }).selectOption(language);
    const bar = page.getByRole("navigation").last();
    await expect(bar.getByRole("link")).toHaveCount(4);
    await expect(bar.getByRole("link", { name: events }).first()).toBeVisible();
    expect(await cutTexts(page), `in ${language}`).toEqual([]);
  }
});

test("on a phone the tab one is on is in sight, and showing it moves nothing but its row", async ({
  browserOf,
}) => {
  const { people, event } = await makePlace();
  const isShown = async (page: Page, tabs: string) => {
    const current = page.getByRole("navigation", { name: tabs }).locator("[aria-current=page]");
    await expect(current).toBeInViewport({ ratio: 0.99 });
    expect(await page.evaluate(() => [window.scrollX, window.scrollY])).toEqual([0, 0]);
  };
  for (const [name, tabs, path] of [
    ["alice", "Sections", "/account/data"],
    ["bob", "Parts of this event", `/manage/${event.id}/history`],
    ["charlie", "Administration pages", "/admin/analytics"],
    ["charlie", "What waits", "/admin/approvals?tab=decided"],
    ["charlie", "People, invitations", "/admin/people?tab=unreachable"],
  ] as const) {
    const page = await browserOf(people[name], { viewport: phone });
    await page.goto(path);
    await isShown(page, tabs);
  }

  // The row stays while the pages under it change.
  const page = await browserOf(people.charlie, { viewport: phone });
  await page.goto("/admin/analytics");
  const tabs = page.getByRole("navigation", { name: "Administration pages" });
  for (const [tab, heading] of [
    ["Audit", "Audit"],
    ["Approvals", "Approvals"],
    ["Webhooks", "Webhooks"],
  ] as const) {
    await tabs.getByRole("link", { name: tab }).press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    await isShown(page, "Administration pages");
  }
});

test("what is not yours to see is not found, and what your role does not allow says so", async ({
  browserOf,
  expectComplaint,
}) => {
  expectComplaint(/status of 40[34]|TRPCClientError: Not found|Refusal: forbidden/u);
  const [alice, bob] = await Promise.all([makePerson("Alice Ahmed"), makePerson("Bob Berg", "organizer")]);
  const pending = await makeEvent(bob);
  const page = await browserOf(alice);
  await page.goto(`/events/${pending.id}`);
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  await expect(page.getByText(pending.title)).toBeHidden();
  for (const path of ["/admin/people", "/manage"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByText(/not allowed|no access|role|not for you/iu).first()).toBeVisible();
  }
});

test("both apps are installable: a manifest with icons, a service worker, and the shell without a network", async ({
  browserOf,
  expectComplaint,
}) => {
  expectComplaint(/ERR_INTERNET_DISCONNECTED|Failed to load resource|net::|Failed to fetch/u);
  for (const start of ["/events", "/scanner/"]) {
    const page = await browserOf(null);
    await page.goto(start);
    const href = await page.locator('link[rel="manifest"]').getAttribute("href");
    const response = await page.request.get(new URL(href ?? "", page.url()).href);
    const manifest: { display: string; icons: { src: string; sizes: string }[] } = await response.json();
    expect(manifest.display).toBe("standalone");
    expect(manifest.icons.map((icon) => icon.sizes)).toEqual(expect.arrayContaining(["192x192", "512x512"]));
    for (const icon of manifest.icons)
      expect((await page.request.get(new URL(icon.src, response.url()).href)).status()).toBe(200);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await page.context().setOffline(true);
    await page.reload();
    await expect(page.getByText(/no connection|offline/iu).first()).toBeVisible();
    await page.context().setOffline(false);
  }
});

test("the name stands where it stays, before any script has come", async ({ browserOf, expectComplaint }) => {
  expectComplaint(/Service Worker registration blocked/u);
  for (const viewport of [phone, desktop]) {
    const page = await browserOf(null, { viewport, serviceWorkers: "block" });
    const come = Promise.withResolvers<void>();
    await page.route("**/assets/*.js", async (route) => {
      await come.promise;
      await route.continue();
    });
    await page.goto("/events", { waitUntil: "commit" });
    const before = await page.locator(".waiting b").boundingBox();
    come.resolve();
    await expect(page.getByRole("heading", { name: "What’s on" })).toBeVisible();
    const after = await page.getByRole("banner").getByText("EventMaster", { exact: true }).boundingBox();
    for (const side of ["x", "y", "height"] as const)
      expect(Math.abs((before?.[side] ?? Infinity) - (after?.[side] ?? 0)), side).toBeLessThanOrEqual(1);
  }
});

test("a page asks the API once before it is there, by the call that came with it", async ({
  browserOf,
  expectComplaint,
}) => {
  expectComplaint(/registration blocked by Playwright/u);
  const bob = await makePerson("Bob Berg", "organizer");
  const event = await makePublishedEvent(bob);
  for (const [path, heading] of [
    ["/events", "What’s on"],
    [`/events/${event.id}`, event.title],
  ] as const)
    for (const person of [null, bob]) {
      // A service worker would answer in its place.
      const page = await browserOf(person, { serviceWorkers: "block" });
      const asked: string[] = [];
      const complaints: string[] = [];
      page.on("console", (message) => complaints.push(message.text()));
      page.on("request", (request) => {
        if (request.url().includes("/api/trpc/events.") || request.url().includes(",events."))
          asked.push(request.url());
      });
      const response = await page.goto(path);
      await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
      await page.waitForLoadState("load");
      expect(asked).toHaveLength(1);
      const [call] = /<(\/api\/trpc\/[^>]+)>/u.exec(response?.headers()["link"] ?? "")?.slice(1) ?? [];
      expect(new URL(asked[0] ?? "").pathname + new URL(asked[0] ?? "").search).toBe(call);
      expect(complaints.filter((text) => text.includes("preload"))).toEqual([]);
    }
});

test("an event that fills up between page and tap is told kindly", async ({ browserOf, expectComplaint }) => {
  expectComplaint(/status of 409|net::ERR_FAILED|registration blocked by Playwright/u);
  const [alice, eve, bob] = await Promise.all([
    makePerson("Alice Ahmed"),
    makePerson("Eve Eriksen"),
    makePerson("Bob Berg", "organizer"),
  ]);
  const event = await makePublishedEvent(bob, { capacity: 1 });
  const page = await browserOf(alice, { viewport: phone, serviceWorkers: "block" });
  // Or the page would know before she taps.
  await page.route(/live\.seats/u, (route) => route.abort());
  await page.goto(`/events/${event.id}`);
  await expect(page.getByRole("button", { name: "Register" })).toBeVisible();
  await register(eve, event.id);
  await page.getByRole("button", { name: "Register" }).click();
  await expect(page.getByText(/full/iu).first()).toBeVisible();
});
