import { writeFile } from "node:fs/promises";
import { makePerson, makePublishedEvent } from "../src/api.ts";
import { runServer } from "../src/run-server.ts";
import { reportTimes } from "./report.ts";
import { sellTickets } from "./sell-tickets.ts";
import { signedIn } from "./signed-in.ts";

const tickets = 50_000;
const server = await runServer();
process.env["EVENTMASTER_URL"] = server.url;
try {
  const bob = await makePerson("Bob Berg", "organizer");
  const event = await makePublishedEvent(bob, { capacity: tickets + 10_000 });
  const codes = await sellTickets(server, event.id, { tickets, codes: 1000 });
  const { browser, context, page } = await signedIn(bob);
  await page.goto(`/scanner/?event=${event.id}`);
  await page.getByRole("link", { name: `50,000 tickets` }).waitFor();
  await page.waitForTimeout(2000);
  await page.route("**/api/trpc/**", (route) => route.abort());
  await page.getByRole("link", { name: "Offline" }).waitFor();
  const scanAll = (codes: string[]) =>
    page.evaluate(async (codes) => {
      const times: number[] = [];
      let at = 0;
      for (const code of codes) {
        for (const key of code) window.dispatchEvent(new KeyboardEvent("keydown", { key }));
        const old = document.querySelector("[data-verdict]");
        performance.mark(`begin ${at}`);
        const begin = performance.now();
        const shown = new Promise<number>((resolve) => {
          const observer = new MutationObserver(() => {
            const panel = document.querySelector("[data-verdict]");
            if (!panel || panel === old) return;
            observer.disconnect();
            performance.mark(`end ${at}`);
            resolve(performance.now() - begin);
          });
          observer.observe(document.body, { childList: true, subtree: true });
        });
        window.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
        times.push(await shown);
        await new Promise((resolve) => requestAnimationFrame(resolve));
        at++;
      }
      return times;
    }, codes);
  reportTimes("warm", await scanAll(codes.slice(0, 200)));
  if (process.env["TRACE"]) {
    await browser.startTracing(page, {
      categories: ["devtools.timeline", "blink.user_timing", "v8", "toplevel", "IndexedDB", "disabled-by-default-v8.gc", ...(process.env["TRACE"] === "cpu" ? ["disabled-by-default-v8.cpu_profiler"] : [])],
    });
  }
  const t1 = await scanAll(codes.slice(200, 988));
  reportTimes("offline admitted", t1);
  if (process.env["TRACE"]) await writeFile("/tmp/trace.json", await browser.stopTracing());
  const t2 = await scanAll(codes.slice(200, 988));
  reportTimes("already admitted", t2);
  await writeFile("/tmp/times.json", JSON.stringify({ t1, t2 }));
  await browser.close();
  void context;
} finally {
  await server.remove();
}
