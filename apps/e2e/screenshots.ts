import { type BrowserContextOptions, chromium, type Page } from "@playwright/test";
import { join } from "node:path";
import { findChromium } from "../../scripts/find-chromium.ts";
import { call } from "./src/api.ts";
import { runServer } from "./src/run-server.ts";

/** Takes the README's pictures of the demo data as it is now: `pnpm screenshots` in apps/e2e, after a build. */
const folder = join(import.meta.dirname, "../../docs/screenshots");
const title = "Q1 All-Hands Meeting";
const phone = { viewport: { width: 390, height: 844 } };
const desk = { viewport: { width: 1280, height: 860 } };

const server = await runServer();
process.env["EVENTMASTER_URL"] = server.url;
const browser = await chromium.launch({
  executablePath: findChromium(),
  chromiumSandbox: process.getuid?.() !== 0,
});
try {
  await take("web", "member@company.com", desk, openEvents);
  await take("ticket", "member@company.com", phone, openTicket);
  await take(
    "dashboard",
    "org@company.com",
    { ...desk, viewport: { width: 1280, height: 1080 }, colorScheme: "dark" },
    openDashboard,
  );
  await take("scanner", "org@company.com", phone, admit);
} finally {
  await browser.close();
  await server.remove();
}

async function take(
  name: string,
  email: string,
  options: BrowserContextOptions,
  open: (page: Page) => Promise<unknown>,
): Promise<void> {
  const context = await browser.newContext({
    baseURL: server.url,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    reducedMotion: "reduce",
    ...options,
  });
  await context.request.post("/api/trpc/accounts.logIn", { data: { email, password: "password123" } });
  const page = await context.newPage();
  await open(page);
  // A live page keeps a connection open, so it is never idle for good: its typeface is waited for.
  await page.evaluate(async () => {
    await document.fonts.ready;
  });
  if ((await page.getByRole("heading", { level: 1 }).or(page.locator("[data-verdict]")).count()) === 0)
    throw new Error(`${name}: the page is not there yet`);
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
  await context.close();
}

async function openEvents(page: Page): Promise<void> {
  await page.goto("/events");
  await page.getByRole("link", { name: title }).first().waitFor();
}

async function openTicket(page: Page): Promise<void> {
  await page.goto("/tickets");
  await page.getByRole("link", { name: title }).first().click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
}

async function openDashboard(page: Page): Promise<void> {
  await page.goto("/manage");
  await page
    .getByRole("tab", { name: "Past" })
    .or(page.getByRole("link", { name: "Past" }))
    .click();
  await page.getByRole("link", { name: "Club Night: Low Lights" }).first().click();
  await page.locator("svg.recharts-surface").first().waitFor();
}

/** The code as a hand-held scanner types it: a camera's picture takes the same way from there on. */
async function admit(page: Page): Promise<void> {
  const { access_token: token } = await call<{ access_token: string }>("POST", "/auth/login", {
    body: { email: "member@company.com", password: "password123" },
  });
  const { items } = await call<{ items: { event_id: string; event_title: string; qr_code: string }[] }>(
    "GET",
    "/me/registrations",
    { token },
  );
  const ticket = items.find(({ event_title: name }) => name === title);
  if (!ticket) throw new Error(`The demo's member has no ticket for ${title}`);
  await page.goto(`/scanner/?event=${ticket.event_id}`);
  await page.getByRole("link", { name: /\d+ tickets/u }).waitFor();
  await page.evaluate((code) => {
    for (const key of [...code.split(""), "Enter"])
      window.dispatchEvent(new KeyboardEvent("keydown", { key }));
  }, ticket.qr_code);
  await page.locator("[data-verdict]").waitFor();
}
