import { call, makePerson, makePublishedEvent, type Person, register, uniqueTitle } from "./api.ts";
import { linkFromMail } from "./outbox.ts";
import { expect, expectAccessible, phone, test } from "./test.ts";

async function makePeople() {
  const [alice, eve, bob] = await Promise.all([
    makePerson("Alice Ahmed"),
    makePerson("Eve Eriksen"),
    makePerson("Bob Berg", "organizer"),
  ]);
  return { alice, eve, bob };
}

function cancelTicket(person: Person, registrationId: string): Promise<void> {
  return call("DELETE", `/registrations/${registrationId}`, { token: person.token });
}

test("Alice answers questions that came while she looked, and a missing answer is asked for at its question", async ({
  browserOf,
  expectComplaint,
}) => {
  expectComplaint(/status of 422/u);
  const { alice, bob } = await makePeople();
  const event = await makePublishedEvent(bob);
  const page = await browserOf(alice, { viewport: phone });
  await page.goto(`/events/${event.id}`);
  await expect(page.getByRole("button", { name: "Register" })).toBeVisible();
  await call("PUT", `/events/${event.id}/questions`, {
    token: bob.token,
    body: {
      questions: [
        { label: "What do you eat?", kind: "choice", options: ["Soup", "Bread"], is_required: true },
        { label: "Anything else?", kind: "text", options: [], is_required: false },
      ],
    },
  });
  await page.getByRole("button", { name: "Register" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Anything else?").fill("A chair by the door");
  await dialog.getByRole("button", { name: "Register" }).click();
  await expect(dialog.getByText("Is required")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: /What do you eat\?/u }).click();
  await page.getByRole("option", { name: "Soup" }).click();
  await dialog.getByRole("button", { name: "Register" }).click();
  await expect(page.getByRole("link", { name: "See your ticket" })).toBeFocused();
});

test("a full event: Eve waits with her place, is offered the seat that Alice gives back, and takes it", async ({
  browserOf,
}) => {
  const { alice, eve, bob } = await makePeople();
  const event = await makePublishedEvent(bob, { capacity: 1 });
  const ticket = await register(alice, event.id);
  const page = await browserOf(eve, { viewport: phone });
  await page.goto(`/events/${event.id}`);
  await page.getByRole("button", { name: "Join the waitlist" }).click();
  await expect(page.getByText("You are number 1 on the waitlist")).toBeVisible();
  await cancelTicket(alice, ticket.id);
  await page.goto("/");
  await expect(page.getByText("A seat is held for you")).toBeVisible();
  await page.getByRole("link", { name: "Take the seat" }).click();
  await expect(page.getByText(/(?:h|min) left/u)).toBeVisible();
  await page.getByRole("button", { name: "Take the seat" }).click();
  await page.getByRole("link", { name: "See your ticket" }).click();
  await expect(page.getByRole("img", { name: /^Ticket code for/u })).toBeVisible();
});

test("the list of events keeps its pages and its place when one comes back from an event", async ({
  browserOf,
}) => {
  const admin = await makePerson("Charlie Chen", "admin");
  const title = uniqueTitle("Reading");
  for (let first = 0; first < 30; first += 6)
    await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        call("POST", "/events", {
          token: admin.token,
          body: {
            title: `${title} ${first + index + 1}`,
            description: "A book, and tea.",
            start_at: new Date(Date.now() + (first + index + 2) * 86_400_000).toISOString(),
            end_at: new Date(Date.now() + (first + index + 2) * 86_400_000 + 3_600_000).toISOString(),
            time_zone: "Europe/Berlin",
            location: "Library",
            capacity: 20,
          },
        }),
      ),
    );
  const page = await browserOf(null, { viewport: phone });
  await page.goto(`/events?q=${encodeURIComponent(title)}`);
  const last = page.getByRole("link", { name: `${title} 30` });
  await page.getByRole("link", { name: `${title} 24` }).scrollIntoViewIfNeeded();
  await last.scrollIntoViewIfNeeded();
  const place = await page.evaluate(() => window.scrollY);
  await last.click();
  await expect(page.getByRole("heading", { name: `${title} 30`, level: 1 })).toBeVisible();
  await page.goBack();
  await expect(last).toBeInViewport();
  expect(Math.abs((await page.evaluate(() => window.scrollY)) - place)).toBeLessThan(100);
});

test("everything is said in the language one chooses, on this browser and for the account", async ({
  browserOf,
}) => {
  const { alice, bob } = await makePeople();
  const event = await makePublishedEvent(bob);
  const page = await browserOf(alice);
  await page.goto("/events");
  await page.getByLabel("Language").selectOption("Deutsch");
  await expect(page.getByRole("heading", { name: "Was ansteht" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await page.reload();
  await expect(page.getByRole("heading", { name: "Was ansteht" })).toBeVisible();
  await page.goto(`/events/${event.id}`);
  await expect(page.getByRole("button", { name: "Teilnehmen" })).toBeVisible();
  await expectAccessible(page);

  const elsewhere = await browserOf(alice);
  await elsewhere.goto("/account");
  await expect(elsewhere.getByRole("heading", { name: "Kontoeinstellungen" })).toBeVisible();
  await elsewhere.getByLabel("Sprache", { exact: true }).last().selectOption("繁體中文");
  await expect(elsewhere.getByRole("heading", { name: "帳號設定" })).toBeVisible();
  await expect(elsewhere.locator("html")).toHaveAttribute("lang", "zh-Hant");
});

test("a language that the account could not be told stays, and is told by the next page", async ({
  browserOf,
  expectComplaint,
}) => {
  expectComplaint(/ERR_FAILED/u);
  const { alice } = await makePeople();
  const page = await browserOf(alice, { serviceWorkers: "block" });
  expectComplaint(/Service Worker registration blocked/u);
  const telling = /accounts\.updateProfile/u;
  await page.route(telling, (route) => route.abort());
  await page.goto("/account");
  await page
    .getByRole("main")
    .getByRole("button", { name: /Language/u })
    .click();
  await page.getByRole("listbox").getByRole("option", { name: "Deutsch" }).click();
  await expect(page.getByText("Das konnte nicht gespeichert werden")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Kontoeinstellungen" })).toBeVisible();
  const localeOf = async () => (await call<{ locale: string }>("GET", "/me", { token: alice.token })).locale;
  expect(await localeOf()).toBe("en");

  await page.unroute(telling);
  await page.reload();
  await expect.poll(localeOf).toBe("de");
  await expect(page.getByRole("heading", { name: "Kontoeinstellungen" })).toBeVisible();

  // Chosen elsewhere later, it is that here, too.
  await call("PATCH", "/me", { token: alice.token, body: { locale: "en" } });
  await page.reload();
  await expect(page.getByRole("heading", { name: "Account settings" })).toBeVisible();
});

test("a ticket opens without a network, and is gone from the device after logging out", async ({
  browserOf,
  expectComplaint,
}) => {
  expectComplaint(/ERR_INTERNET_DISCONNECTED|Failed to load resource|net::|Failed to fetch|TRPCClientError/u);
  const { alice, bob } = await makePeople();
  const event = await makePublishedEvent(bob);
  const ticket = await register(alice, event.id);
  const page = await browserOf(alice, { viewport: phone });
  await page.goto("/tickets");
  await expect(page.getByRole("link", { name: event.title })).toBeVisible();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem("eventmaster.kept") ?? ""))
    .toContain(ticket.id);
  await page.context().setOffline(true);
  await page.goto(`/tickets/${ticket.id}`);
  await expect(page.getByRole("img", { name: /^Ticket code for/u })).toBeVisible();
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "Account of Alice Ahmed" }).click();
  await page.getByRole("menuitem", { name: "Log out" }).click();
  await expect(page.getByRole("link", { name: "Log in" }).first()).toBeVisible();
  expect(await page.evaluate(() => localStorage.getItem("eventmaster.kept"))).toBeNull();
});

test("a session that ends in the middle of a form asks to log in again, and loses nothing typed", async ({
  browserOf,
  expectComplaint,
}) => {
  expectComplaint(/status of 401/u);
  const { alice } = await makePeople();
  const page = await browserOf(alice);
  await page.goto("/account");
  await page.getByLabel("Name", { exact: true }).fill("Alice Almeida");
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Save" }).click();
  const dialog = page.getByRole("dialog", { name: "Your session has ended" });
  await expect(dialog.getByLabel("Email")).toHaveValue(alice.email);
  await dialog.getByLabel("Password").fill(alice.password);
  await dialog.getByRole("button", { name: "Log in" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "Account of Alice Almeida" })).toBeVisible();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Alice Almeida");
});

test("a server that does not answer is told apart from a page that is not there, and trying again works", async ({
  browserOf,
  expectComplaint,
}) => {
  expectComplaint(/Failed to load resource|net::|TRPCClientError/u);
  const { bob } = await makePeople();
  const event = await makePublishedEvent(bob);
  const page = await browserOf(null, { viewport: phone });
  await page.route("**/api/trpc/**", (route) => route.abort("connectionrefused"));
  await page.goto(`/events/${event.id}`);
  await expect(page.getByRole("heading", { name: "The server does not answer" })).toBeVisible();
  await page.unroute("**/api/trpc/**");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: event.title, level: 1 })).toBeVisible();
});

test("on a slow network the page that is here stays until the next is, and says that it comes", async ({
  browserOf,
}) => {
  const { bob } = await makePeople();
  const event = await makePublishedEvent(bob);
  const page = await browserOf(null, { viewport: phone });
  await page.goto(`/events?q=${encodeURIComponent(event.title)}`);
  await expect(page.getByRole("link", { name: event.title })).toBeVisible();
  const gate = Promise.withResolvers<undefined>();
  await page.route("**/api/trpc/**", async (route) => {
    await gate.promise;
    await route.continue();
  });
  // Whoever clicks while a search is still to come is not called back by it.
  await page.getByLabel("Search events").fill(event.title.slice(0, -1));
  await page.getByRole("link", { name: event.title }).click();
  await expect(page.getByRole("status").filter({ hasText: "Loading" })).toBeVisible();
  await expect(page.getByRole("link", { name: event.title })).toBeVisible();
  gate.resolve(undefined);
  await expect(page.getByRole("heading", { name: event.title, level: 1 })).toBeFocused();
});

test("a forgotten password: the mail's link sets a new one, once", async ({ browserOf, expectComplaint }) => {
  expectComplaint(/status of 400/u);
  const { alice } = await makePeople();
  const page = await browserOf(null, { viewport: phone });
  await page.goto("/login");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  // The page before has a field of that name too.
  await expect(page.getByRole("heading", { name: "A new password" })).toBeVisible();
  await page.getByLabel("Email").fill(alice.email);
  await page.getByRole("button", { name: "Send a link" }).click();
  await expect(page.getByRole("heading", { name: "Look into your mail" })).toBeVisible();
  const link = await linkFromMail(alice.email, "/reset-password");
  await page.goto(link);
  await page.getByLabel("Password").fill("another good password");
  await page.getByRole("button", { name: "Set password" }).click();
  await page.getByRole("main").getByRole("link", { name: "Log in" }).click();
  await expect(page.getByLabel("Email")).toHaveValue(alice.email);
  await page.getByLabel("Password").fill("another good password");
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByRole("button", { name: "Account of Alice Ahmed" })).toBeVisible();
  await page.goto(link);
  await page.getByLabel("Password").fill("and one more password");
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByText(/This link does not work any more/u)).toBeVisible();
});

test("the command palette goes to pages and events, and shortcuts of single keys can be turned off", async ({
  browserOf,
}) => {
  const { alice, bob } = await makePeople();
  const event = await makePublishedEvent(bob);
  const page = await browserOf(alice);
  await page.goto("/tickets");
  await expect(page.getByRole("heading", { name: "My tickets" })).toBeVisible();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.type(event.title);
  await expect(page.getByRole("menuitem", { name: event.title }).first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: event.title, level: 1 })).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("t");
  await expect(page.getByRole("heading", { name: "My tickets" })).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await page.getByRole("switch", { name: "Shortcuts of single keys" }).press("Space");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("every page that one may open is found by its name, in the language one reads", async ({
  browserOf,
  expectComplaint,
}) => {
  expectComplaint(/Service Worker registration blocked/u);
  const { alice } = await makePeople();
  const charlie = await makePerson("Charlie Chen", "admin");
  const page = await browserOf(charlie);
  await page.goto("/events");
  await expect(page.getByRole("heading", { name: "What’s on" })).toBeVisible();
  const go = async (typed: string, name: string, heading: string) => {
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.type(typed);
    await expect(page.getByRole("menuitem").first()).toContainText(name);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
  };
  await go("webh", "Webhooks", "Webhooks");
  await go("analy", "Analytics", "Analytics");
  await go("keys", "API keys", "API keys");
  await page.getByLabel("Language").selectOption("Deutsch");
  await expect(page.getByRole("heading", { level: 1, name: "API-Schlüssel" })).toBeVisible();
  await go("protok", "Protokoll", "Protokoll");
  await page.getByLabel("Sprache", { exact: true }).selectOption("繁體中文");
  await expect(page.getByRole("heading", { level: 1, name: "稽核紀錄" })).toBeVisible();
  await go("郵件", "郵件", "帳號設定");

  // What Alice types before the palette is there goes into it, and not to the pages of single keys.
  const elsewhere = await browserOf(alice, { serviceWorkers: "block" });
  await elsewhere.goto("/events");
  await expect(elsewhere.getByRole("heading", { name: "What’s on" })).toBeVisible();
  const typed = Promise.withResolvers<void>();
  await elsewhere.route("**/assets/*.js", async (route) => {
    await typed.promise;
    await route.continue();
  });
  // From within a field, as after a search that found nothing.
  const field = elsewhere.getByRole("searchbox", { name: "Search events" });
  await field.press("Control+k");
  await elsewhere.keyboard.type("webh");
  await expect(field).toHaveValue("");
  typed.resolve();
  await expect(elsewhere.getByRole("menuitem")).toHaveText(["Search all events for “webh”"]);
});

test("seats are live: a stranger's page and the organizer's figures follow what others do, and rest in the background", async ({
  browserOf,
}) => {
  const { alice, eve, bob } = await makePeople();
  const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const event = await makePublishedEvent(bob, { capacity: 7, start_at: inHours(3), end_at: inHours(5) });
  const [stranger, manager, taker] = await Promise.all([browserOf(null), browserOf(bob), browserOf(alice)]);
  await Promise.all([
    stranger.goto(`/events/${event.id}`),
    manager.goto(`/manage/${event.id}`),
    taker.goto(`/events/${event.id}`),
  ]);
  await expect(stranger.getByText("7 seats left")).toBeVisible();
  await expect(manager.getByText("Updated as it happens")).toBeVisible();
  await taker.getByRole("button", { name: "Register" }).click();
  // Sooner than any page would ask by itself.
  await expect(stranger.getByText("6 seats left")).toBeVisible({ timeout: 5000 });
  await expect(manager.getByText("of 7 seats")).toBeVisible();
  await expect(manager.getByRole("main").getByText("1", { exact: true }).first()).toBeVisible();

  const look = (state: "hidden" | "visible") =>
    stranger.evaluate((state) => {
      Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);
  const cut = stranger.waitForEvent("requestfailed", (request) => request.url().includes("live.seats"));
  await look("hidden");
  await cut;
  await register(eve, event.id);
  await expect(taker.getByText("5 seats left")).toBeVisible({ timeout: 5000 });
  await expect(stranger.getByText("6 seats left")).toBeVisible();
  await look("visible");
  await expect(stranger.getByText("5 seats left")).toBeVisible({ timeout: 5000 });
});
