import type { CDPSession, Page } from "@playwright/test";
import { cpus } from "node:os";
import { makePerson, makePublishedEvent } from "../src/api.ts";
import { runServer } from "../src/run-server.ts";
import { report, reportTimes } from "./report.ts";
import { sellTickets } from "./sell-tickets.ts";
import { signedIn } from "./signed-in.ts";

/**
 * Measures the list of 10,000 attendees in a real Chromium while somebody scrolls through all of it: `pnpm bench:attendees`
 * in apps/e2e, after a build. What it prints stands in docs/web.md.
 */
const tickets = 10_000;

const server = await runServer();
process.env["EVENTMASTER_URL"] = server.url;
try {
  const bob = await makePerson("Bob Berg", "organizer");
  const event = await makePublishedEvent(bob, { capacity: tickets });
  await sellTickets(server, event.id, { tickets, codes: 0 });
  report("machine", `${cpus().length} × ${cpus()[0]?.model ?? "?"}`);
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 390, height: 844 },
  ]) {
    const { browser, context, page } = await signedIn(bob, { viewport });
    const devtools = await context.newCDPSession(page);
    await page.goto(`/manage/${event.id}/attendees`);
    await page.getByRole("table").waitFor();
    await measureScrolling(page, devtools, `${viewport.width} px`);
    await browser.close();
  }
} finally {
  await server.remove();
}

async function measureScrolling(page: Page, devtools: CDPSession, where: string): Promise<void> {
  reportFrames(`${where}: to the end for the first time, pages loading`, await scroll(page, 240));
  for (const [rate, speed] of [
    [1, 120],
    [1, 500],
    [4, 120],
    [4, 500],
  ] as const) {
    await devtools.send("Emulation.setCPUThrottlingRate", { rate });
    reportFrames(`${where}: ${speed} px a frame, CPU slowed ${rate} times`, await scroll(page, speed));
  }
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  report(`${where}: rows in the document`, await page.getByRole("row").count());
}

function reportFrames(what: string, { frames, blank }: { frames: number[]; blank: number }): void {
  reportTimes(what, frames);
  const late = frames.filter((ms) => ms > 50).length;
  report(`  frames over 50 ms, frames with a gap`, `${late}, ${blank} of ${frames.length}`);
}

/** From the top down, at most 900 frames; each frame's milliseconds, and how many showed a gap where a row should be. */
function scroll(page: Page, pixels: number): Promise<{ frames: number[]; blank: number }> {
  return page.evaluate(async (pixels) => {
    const table = document.querySelector("[role=table]");
    const region = table?.closest("[role=region]");
    if (!table || !region) throw new Error("No list");
    const scroller = getComputedStyle(region).overflowY === "auto" ? region : document.scrollingElement;
    if (!scroller) throw new Error("Nothing scrolls");
    scroller.scrollTop = 0;
    await new Promise((resolve) => setTimeout(resolve, 500));
    const frames: number[] = [];
    let blank = 0;
    let last = performance.now();
    for (let at = 0; at < 900; at++) {
      const from = scroller.scrollTop;
      scroller.scrollTop += pixels;
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      frames.push(now - last);
      last = now;
      const box = region.getBoundingClientRect();
      const middle = Math.min(box.bottom, innerHeight) / 2 + Math.max(box.top, 0) / 2;
      if (!document.elementFromPoint(box.left + box.width / 2, middle)?.closest("[role=row]")) blank += 1;
      if (scroller.scrollTop === from && at > 20) break;
    }
    return { frames, blank };
  }, pixels);
}
