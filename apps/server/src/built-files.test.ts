import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rootDir } from "./env.ts";
import { buildTestApp } from "./testing/build-test-app.ts";

let server: Awaited<ReturnType<typeof buildTestApp>>;
let script: string;
beforeAll(async () => {
  server = await buildTestApp();
  const page = await get("/", { accept: "text/html" });
  const scripts = [...page.body.matchAll(/href="(\/assets\/[^"]+\.js)"/gu)].map(([, url = ""]) => url);
  const sizes = await Promise.all(scripts.map(async (url) => ({ url, size: (await get(url)).body.length })));
  // Small ones have no compressed copy.
  script = sizes.toSorted((one, other) => other.size - one.size)[0]?.url ?? "";
});
afterAll(() => server.close());

function get(url: string, headers: Record<string, string> = {}, method: "GET" | "HEAD" = "GET") {
  return server.app.inject({ method, url, headers });
}

describe("a file of the build", () => {
  test("comes in the form that the browser reads, and says that there are others", async () => {
    const plain = await get(script, { "accept-encoding": "identity" });
    const zipped = await get(script, { "accept-encoding": "gzip" });
    const brotli = await get(script, { "accept-encoding": "gzip, deflate, br" });
    expect(plain.headers["content-encoding"]).toBeUndefined();
    expect(zipped.headers["content-encoding"]).toBe("gzip");
    expect(brotli.headers["content-encoding"]).toBe("br");
    expect(gunzipSync(zipped.rawPayload).equals(plain.rawPayload)).toBe(true);
    expect(brotliDecompressSync(brotli.rawPayload).equals(plain.rawPayload)).toBe(true);
    for (const { headers } of [plain, zipped, brotli]) {
      expect(headers["vary"]).toMatch(/accept-encoding/iu);
      expect(headers["content-type"]).toMatch(/javascript/u);
      expect(headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    }
    // As the build has made it, which takes its time for that, and not while somebody waits.
    expect(Number(brotli.headers["content-length"])).toBeLessThan(Number(zipped.headers["content-length"]));
  });

  test("is not sent again to whoever has it, and HEAD has no body", async () => {
    const headers = { "accept-encoding": "br" };
    const { headers: sent } = await get(script, headers);
    const again = await get(script, { ...headers, "if-none-match": String(sent["etag"]) });
    expect([again.statusCode, again.body]).toEqual([304, ""]);
    const head = await get(script, headers, "HEAD");
    expect([head.statusCode, head.body]).toEqual([200, ""]);
  });
});

test.each(["/", "/events", "/scanner/", "/scanner/events"])(
  "the page at %s is asked for each time",
  async (url) => {
    const page = await get(url, { accept: "text/html", "accept-encoding": "br" });
    expect(page.statusCode).toBe(200);
    expect(page.headers["cache-control"]).toBe("no-cache");
    expect(page.headers["content-type"]).toMatch(/^text\/html/u);
  },
);

test.each(["web", "scanner"])("whatever a built file of %s names is there", async (name) => {
  const dist = join(rootDir, "apps", name, "dist");
  const files = (await readdir(dist, { recursive: true })).filter((file) => /\.(?:js|html)$/u.test(file));
  const texts = await Promise.all(files.map(async (file) => readFile(join(dist, file), "utf8")));
  const named = texts.flatMap((text) => text.match(/\bassets\/[\w.-]+\.(?:js|css|wasm|woff2)\b/gu) ?? []);
  expect(named.length).toBeGreaterThan(100);
  expect([...new Set(named)].filter((file) => !existsSync(join(dist, file)))).toEqual([]);
});

test("what is kept beside a build for the server is not given away", async () => {
  expect((await get("/.vite/manifest.json")).statusCode).toBe(404);
});
