import {
  test as base,
  type BrowserContext,
  chromium,
  expect,
  type Locator,
  type Page,
} from "@playwright/test";
import axe, { type RunOptions } from "axe-core";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import { type Person, serverUrl } from "./api.ts";
import { type Scene, writeCameraVideo } from "./camera-video.ts";

/** What a browser complains of that a test brings about on purpose; anything else fails it. */
type Expected = (pattern: RegExp) => void;

interface Fixtures {
  /** A person's own browser, signed in: each has its own cookies. */
  browserOf: (person: Person | null, options?: ContextOptions) => Promise<Page>;
  /** A phone at the door whose camera is held to these scenes, over and over. */
  phoneOf: (person: Person, scenes: readonly Scene[]) => Promise<Page>;
  expectComplaint: Expected;
}

interface ContextOptions {
  viewport?: { width: number; height: number };
  deviceScaleFactor?: number;
  colorScheme?: "light" | "dark";
  serviceWorkers?: "allow" | "block";
}

export const phone = { width: 390, height: 844 };
export const desktop = { width: 1280, height: 800 };

export const test = base.extend<Fixtures & { complaints: string[]; expected: RegExp[] }>({
  baseURL: async ({}, use) => {
    await use(serverUrl());
  },
  complaints: async ({ expected }, use) => {
    const complaints: string[] = [];
    await use(complaints);
    expect(complaints.filter((text) => !expected.some((pattern) => pattern.test(text)))).toEqual([]);
  },
  expected: async ({}, use) => {
    await use([]);
  },
  expectComplaint: async ({ expected }, use) => {
    await use((pattern) => expected.push(pattern));
  },
  browserOf: async ({ browser, complaints }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (person, options = {}) => {
      const context = await browser.newContext({
        baseURL: serverUrl(),
        locale: "en-GB",
        timezoneId: "Europe/Berlin",
        reducedMotion: "reduce",
        viewport: desktop,
        ...options,
      });
      contexts.push(context);
      if (person) await signIn(context, person);
      const page = await context.newPage();
      listen(page, complaints);
      return page;
    });
    for (const context of contexts) await context.close();
  },
  phoneOf: async ({ complaints }, use, info) => {
    const closing: (() => Promise<void>)[] = [];
    await use(async (person, scenes) => {
      const video = join(tmpdir(), `camera-${randomUUID()}.y4m`);
      await writeCameraVideo(video, scenes);
      const launch = info.project.use.launchOptions ?? {};
      // The fake camera's video is the browser's: each phone is a browser of its own.
      const browser = await chromium.launch({
        ...launch,
        args: [
          ...(launch.args ?? []),
          "--use-fake-ui-for-media-stream",
          "--use-fake-device-for-media-stream",
          `--use-file-for-fake-video-capture=${video}`,
        ],
      });
      closing.push(async () => {
        await browser.close();
        await rm(video, { force: true });
      });
      const context = await browser.newContext({ baseURL: serverUrl(), locale: "en-GB", viewport: phone });
      await signIn(context, person);
      const page = await context.newPage();
      listen(page, complaints);
      return page;
    });
    for (const close of closing) await close();
  },
});

export { expect };

/** Signs in as the log-in form does, so that the browser holds the cookies. */
async function signIn(context: BrowserContext, person: Person): Promise<void> {
  const response = await context.request.post(`${serverUrl()}/api/trpc/accounts.logIn`, {
    data: { email: person.email, password: person.password },
  });
  expect(response.status()).toBe(200);
}

/** Complaints of the page, and every request to anybody but us. */
function listen(page: Page, complaints: string[]): void {
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.context().on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== serverUrl() && protocol.startsWith("http"))
      complaints.push(`Another host: ${request.url()}`);
  });
}

declare global {
  interface Window {
    axe?: typeof axe;
  }
}

/** A frame that runs no script answers axe never: its document is looked at as a page of its own. */
export async function expectFrameAccessible(frame: Locator): Promise<void> {
  const html = (await frame.getAttribute("srcdoc")) ?? "";
  const page = await frame.page().context().newPage();
  await page.setContent(html);
  // What is best practice of a page is not of a part of one, such as a landmark around all of it.
  await expectAccessible(page, wcag);
  await page.close();
}

const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** WCAG 2.2 AA, as far as a program can tell. */
export async function expectAccessible(page: Page, tags = [...wcag, "best-practice"]): Promise<void> {
  expect(await violationsOf(page, { runOnly: { type: "tag", values: tags } })).toEqual([]);
}

/** One call of axe in the page itself: its binding to Playwright opens a page more for each answer, and takes ten times as long. */
async function violationsOf(page: Page, options: RunOptions): Promise<string[]> {
  if (!(await page.evaluate(() => window.axe !== undefined))) await page.evaluate(axe.source);
  return page.evaluate(async (given) => {
    if (!window.axe) throw new Error("axe is not in the page.");
    const { violations } = await window.axe.run(
      {
        include: [["html"]],
        exclude: [
          ["iframe[sandbox]:not([sandbox*=allow-scripts])"],
          // React Aria speaks through it, and leaves what it said for a moment: nothing that anybody sees.
          ["[data-live-announcer]"],
        ],
      },
      { ...given, resultTypes: ["violations"] },
    );
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  }, options);
}
