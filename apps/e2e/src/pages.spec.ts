import type { Page } from "@playwright/test";
import { makeEvent, makePerson, makePublishedEvent, type Person, register } from "./api.ts";
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

/** How many pixels of a page stand beside the screen. */
function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

async function visitAll(
  visits: readonly Visit[],
  open: (name: keyof People) => Promise<Page>,
  look: (page: Page, path: string) => Promise<void>,
): Promise<void> {
  for (const name of ["nobody", "alice", "bob", "charlie"] as const) {
    const page = await open(name);
    for (const { path } of visits.filter((visit) => visit.as === name)) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page).toHaveTitle(/EventMaster/u);
      await look(page, path);
    }
  }
}

for (const colorScheme of ["light", "dark"] as const)
  for (const viewport of [phone, desktop])
    test(`every page is accessible and as wide as the screen: ${colorScheme}, ${viewport.width} px`, async ({
      browserOf,
    }) => {
      test.setTimeout(150_000);
      const { people, visits } = await makePlace();
      await visitAll(
        visits,
        (name) => browserOf(people[name], { viewport, colorScheme }),
        async (page, path) => {
          await expectAccessible(page);
          expect(await overflowOf(page), `${path} is wider than ${viewport.width} px`).toBeLessThanOrEqual(0);
        },
      );
    });

/** What is written and cannot be read to its end, as it is wider than its place and does not scroll. */
function cutTexts(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("body *")]
      .filter((element) => {
        const hasText = [...element.childNodes].some(
          (node) => node.nodeType === 3 && node.textContent?.trim(),
        );
        // What is for screen readers alone is one pixel wide.
        return hasText && element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1;
      })
      .filter((element) => getComputedStyle(element).overflowX === "hidden")
      .map((element) => element.innerText),
  );
}

test("every page can be used at 200 %: 1280 px with half as much room", async ({ browserOf }) => {
  test.setTimeout(150_000);
  const { people, visits } = await makePlace();
  await visitAll(
    visits,
    (name) => browserOf(people[name], { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }),
    async (page, path) => {
      expect(await overflowOf(page), `${path} is wider than 1280 px at 200 %`).toBeLessThanOrEqual(0);
      expect(await cutTexts(page), `${path} cuts its words`).toEqual([]);
      await expectAccessible(page);
    },
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

// 1280 px at 400 %, as WCAG's reflow asks.
test("every page fits on 320 px, from left to right and from right to left", async ({ browserOf }) => {
  test.setTimeout(120_000);
  const { people, visits } = await makePlace();
  await visitAll(
    visits,
    (name) => browserOf(people[name], { viewport: { width: 320, height: 640 } }),
    async (page, path) => {
      expect(await overflowOf(page), `${path} is wider than 320 px`).toBeLessThanOrEqual(0);
      await page.evaluate(() => {
        document.documentElement.dir = "rtl";
      });
      expect(await overflowOf(page), `${path} from the right is wider than 320 px`).toBeLessThanOrEqual(0);
    },
  );
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
