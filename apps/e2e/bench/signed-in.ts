import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "@playwright/test";
import { findChromium } from "../../../scripts/find-chromium.ts";
import { type Person, serverUrl } from "../src/api.ts";

interface SignedIn {
  browser: Browser;
  context: BrowserContext;
  page: Page;
}

/** A browser of its own, in which the person is signed in. */
export async function signedIn(
  person: Person,
  { args = [], viewport = phone }: { args?: string[]; viewport?: BrowserContextOptions["viewport"] } = {},
): Promise<SignedIn> {
  const browser = await chromium.launch({
    executablePath: findChromium(),
    chromiumSandbox: process.getuid?.() !== 0,
    args: ["--disable-background-networking", ...args],
  });
  const context = await browser.newContext({
    baseURL: serverUrl(),
    locale: "en-GB",
    viewport,
  });
  await context.request.post("/api/trpc/accounts.logIn", {
    data: { email: person.email, password: person.password },
  });
  return { browser, context, page: await context.newPage() };
}

const phone = { width: 390, height: 844 };
