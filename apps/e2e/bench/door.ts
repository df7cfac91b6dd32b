import type { BrowserContext, Page } from "@playwright/test";
import { forgeTicketCode } from "@eventmaster/admission/testing/forge-ticket-code";
import { rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { makePerson, makePublishedEvent, type Person } from "../src/api.ts";
import { writeCameraVideo } from "../src/camera-video.ts";
import { runServer } from "../src/run-server.ts";
import { report, reportTimes } from "./report.ts";
import { sellTickets } from "./sell-tickets.ts";
import { signedIn } from "./signed-in.ts";

/**
 * Measures the door in a real Chromium against a real server on this machine, with 50,000 tickets: `pnpm bench:door` in
 * apps/e2e, after a build. What it prints stands in docs/door.md.
 */
const tickets = 50_000;
const scannedTickets = 1068;

const server = await runServer();
process.env["EVENTMASTER_URL"] = server.url;
try {
  const bob = await makePerson("Bob Berg", "organizer");
  const event = await makePublishedEvent(bob, { capacity: tickets + 10_000 });
  const codes = await sellTickets(server, event.id, { tickets, codes: scannedTickets });
  report("machine", `${cpus().length} × ${cpus()[0]?.model ?? "?"}`);
  await measureDoor(bob, event.id, codes);
  await measureHearing(bob, event.id, codes.slice(988, 1028));
  await measureCamera(bob, event.id, codes.slice(-40));
} finally {
  await server.remove();
}

async function measureDoor(person: Person, eventId: string, codes: readonly string[]): Promise<void> {
  const { browser, context, page } = await signedIn(person);
  const isHere = () =>
    page.getByRole("link", { name: `${tickets.toLocaleString("en-GB")} tickets` }).waitFor();
  const timed = async (work: () => Promise<unknown>) => {
    const begin = performance.now();
    await work();
    return `${((performance.now() - begin) / 1000).toFixed(1)} s`;
  };
  const cold = await timed(async () => {
    await page.goto(`/scanner/?event=${eventId}`);
    await isHere();
  });
  report(`cold start, ${tickets} tickets over loopback`, cold);
  const stored = await page.evaluate(async () => {
    const estimate: StorageEstimate & { usageDetails?: { indexedDB?: number } } =
      await navigator.storage.estimate();
    return estimate.usageDetails?.indexedDB ?? 0;
  });
  report("stored in IndexedDB", `${(stored / 1e6).toFixed(1)} MB`);
  report(
    "start with the roster on the disk",
    await timed(async () => {
      await page.reload();
      await isHere();
    }),
  );
  const devtools = await context.newCDPSession(page);
  await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await devtools.send("Runtime.getHeapUsage");
  report("JavaScript heap with the roster in memory", `${(usedSize / 1e6).toFixed(0)} MB`);

  reportTimes("the machine by itself: a word to its frame", await timeFrames(context));
  const online = codes.slice(0, 200);
  reportTimes("verdict online, server asked: first time", await scanAll(page, online));
  reportTimes("verdict online: already admitted", await scanAll(page, online));
  await page.route("**/api/trpc/**", (route) => route.abort());
  await page.getByRole("link", { name: "Offline" }).waitFor();
  const offline = codes.slice(200, 988);
  reportTimes("verdict offline: admitted", await scanAll(page, offline));
  reportTimes("verdict offline: already admitted", await scanAll(page, offline));
  reportTimes("verdict offline: forged", await scanAll(page, offline.map(forgeTicketCode)));
  await browser.close();
}

/** What a page that does nothing takes here, to compare with. */
async function timeFrames(context: BrowserContext): Promise<number[]> {
  const page = await context.newPage();
  try {
    return await page.evaluate(async () => {
      const times: number[] = [];
      for (let at = 0; at < 788; at++) {
        const begin = performance.now();
        document.body.textContent = String(at);
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        times.push(performance.now() - begin);
      }
      return times;
    });
  } finally {
    await page.close();
  }
}

/** From the last key of a hand-held scanner to the verdict in the page, each in milliseconds. */
function scanAll(page: Page, codes: readonly string[]): Promise<number[]> {
  return page.evaluate(async (codes) => {
    const times: number[] = [];
    for (const code of codes) {
      for (const key of code) window.dispatchEvent(new KeyboardEvent("keydown", { key }));
      const old = document.querySelector("[data-verdict]");
      const begin = performance.now();
      const shown = new Promise<number>((resolve) => {
        const observer = new MutationObserver(() => {
          const panel = document.querySelector("[data-verdict]");
          if (!panel || panel === old) return;
          observer.disconnect();
          resolve(performance.now() - begin);
        });
        observer.observe(document.body, { childList: true, subtree: true });
      });
      window.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
      times.push(await shown);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return times;
  }, codes);
}

/** From the last key at one door to the other door's count of admitted people. */
async function measureHearing(person: Person, eventId: string, codes: readonly string[]): Promise<void> {
  const doors = [await signedIn(person), await signedIn(person)] as const;
  const [{ page: one }, { page: two }] = doors;
  try {
    for (const { page } of doors) {
      await page.goto(`/scanner/?event=${eventId}`);
      await page.getByRole("link", { name: `${tickets.toLocaleString("en-GB")} tickets` }).waitFor();
    }
    const times: number[] = [];
    for (const code of codes) {
      const handle = await two.evaluateHandle(() => {
        const count = document.querySelector("#page-title")?.parentElement;
        if (!count) throw new Error("No count");
        const heard = new Promise<number>((resolve) => {
          const observer = new MutationObserver(() => {
            observer.disconnect();
            resolve(performance.timeOrigin + performance.now());
          });
          observer.observe(count, { subtree: true, childList: true, characterData: true });
        });
        return { heard };
      });
      const begin = await one.evaluate((code) => {
        for (const key of [...Array.from(code), "Enter"])
          window.dispatchEvent(new KeyboardEvent("keydown", { key }));
        return performance.timeOrigin + performance.now();
      }, code);
      times.push((await handle.evaluate(({ heard }) => heard)) - begin);
    }
    reportTimes("admitted elsewhere to shown on another door", times);
  } finally {
    for (const { browser } of doors) await browser.close();
  }
}

/** From the first picture with a code in it to the verdict in the page. */
async function measureCamera(person: Person, eventId: string, codes: readonly string[]): Promise<void> {
  const video = join(tmpdir(), `bench-camera-${process.pid}.y4m`);
  await writeCameraVideo(
    video,
    codes.flatMap((code) => [
      { code: null, seconds: 0.5 },
      { code, seconds: 0.6 },
    ]),
  );
  const { browser, page } = await signedIn(person, {
    args: [
      "--use-fake-ui-for-media-stream",
      "--use-fake-device-for-media-stream",
      `--use-file-for-fake-video-capture=${video}`,
    ],
  });
  try {
    await page.goto(`/scanner/?event=${eventId}`);
    await page.locator("[data-camera=live]").waitFor();
    await page.getByRole("link", { name: `${tickets.toLocaleString("en-GB")} tickets` }).waitFor();
    reportTimes("first picture to verdict, server asked", await timePictures(page, codes.length));
    await page.route("**/api/trpc/**", (route) => route.abort());
    await page.getByRole("link", { name: "Offline" }).waitFor();
    reportTimes("first picture to verdict, offline", await timePictures(page, codes.length));
  } finally {
    await browser.close();
    await rm(video, { force: true });
  }
}

/** Each in milliseconds. */
function timePictures(page: Page, count: number): Promise<number[]> {
  return page.evaluate(async (count) => {
    const element = document.querySelector("video");
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: 64, height: 36 });
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (!element || !context) throw new Error("No picture");
    const times: number[] = [];
    let appearedAt: number | null = null;
    let wasThere = true;
    const watch = () => {
      const at = performance.now();
      context.drawImage(element, 0, 0, 64, 36);
      const { data } = context.getImageData(0, 0, 64, 36);
      // The empty picture is one grey; a code has white paper.
      const isThere = data.some((value, at) => at % 4 === 0 && value > 200);
      if (isThere && !wasThere) appearedAt = at;
      wasThere = isThere;
      element.requestVideoFrameCallback(watch);
    };
    element.requestVideoFrameCallback(watch);
    await new Promise<void>((resolve) => {
      let last: Element | null = null;
      new MutationObserver(() => {
        const panel = document.querySelector("[data-verdict]");
        if (panel && panel !== last && appearedAt !== null) {
          times.push(performance.now() - appearedAt);
          appearedAt = null;
        }
        last = panel;
        if (times.length >= count) resolve();
      }).observe(document.body, { childList: true, subtree: true });
    });
    return times;
  }, count);
}
