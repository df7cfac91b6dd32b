import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firstLoadOf } from "./first-load.ts";

const id = "01a20e13-703f-719d-9997-7605789f662c";
const now = new Date("2026-03-01T09:03:00Z");
let dist: string;
let linkOf: (url: string, now: Date) => string;

beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), "eventmaster-first-load-"));
  await mkdir(join(dist, ".vite"));
  const manifest = {
    "index.html": { file: "assets/index.js", imports: ["_base.js"] },
    "_base.js": { file: "assets/base.js" },
    "_form.js": { file: "assets/form.js", imports: ["_base.js"] },
    "_list.js": { file: "assets/list.js", name: "browse", imports: ["_base.js"] },
    "_mine.js": { file: "assets/mine.js", name: "own", imports: ["_base.js", "_list.js"] },
    "src/routes/login.tsx?tsr-split=component---loader": {
      file: "assets/login.js",
      imports: ["_base.js", "_form.js"],
    },
    "src/routes/events/$eventId.tsx?tsr-split=component": { file: "assets/event.js", imports: ["_form.js"] },
    "src/routes/events/$eventId.tsx?tsr-split=errorComponent": { file: "assets/failed.js" },
  };
  await writeFile(join(dist, ".vite", "manifest.json"), JSON.stringify(manifest));
  linkOf = firstLoadOf(dist);
});
afterAll(() => rm(dist, { recursive: true }));

describe("what is named together with a page", () => {
  test("its own scripts and theirs, and none that index.html names already", () => {
    expect(linkOf("/login", now)).toBe(
      "</assets/login.js>; rel=modulepreload, </assets/form.js>; rel=modulepreload",
    );
  });

  test("what pages have in common, where they are made of it", () => {
    expect(linkOf("/events", now)).toMatch(/, <\/assets\/list\.js>; rel=modulepreload$/u);
    for (const path of ["/", "/tickets"])
      expect(linkOf(path, now)).toMatch(
        /<\/assets\/mine\.js>; rel=modulepreload, <\/assets\/list\.js>; rel=modulepreload$/u,
      );
  });

  test("its first call, as a fetch that sends cookies", () => {
    expect(linkOf(`/events/${id}`, now)).toMatch(
      /^<\/api\/trpc\/accounts\.session,events\.get,[\w.,]+\?batch=1&input=[\w%.-]+>; rel=preload; as=fetch; crossorigin=anonymous, <\/assets\/event\.js>; rel=modulepreload, <\/assets\/form\.js>; rel=modulepreload$/u,
    );
    expect(linkOf("/events", now)).toContain(encodeURIComponent('"from":"2026-03-01T09:00:00.000Z"'));
  });

  test("no call where the address has a filter, because the page asks something else", () => {
    for (const url of ["/events?tag=late", "/tickets?when=past"])
      expect(linkOf(url, now)).not.toContain("/api/");
    // The page stays the same.
    expect(linkOf("/events?tag=late", now)).toBe("</assets/list.js>; rel=modulepreload");
    expect(linkOf("/login?redirect=%2Ftickets", now)).toContain("login.js");
  });

  test.each([
    "/nowhere",
    "/events/not-an-id",
    `/events/${id}/x`,
    `/events/${id}>; rel=preload, <https://elsewhere.example/x`,
    "/events/%0d%0aset-cookie:%20a=b",
    "/login\r\nset-cookie: a=b",
    "//elsewhere.example/login",
    "/events/../login",
    "",
  ])("nothing at %j", (url) => {
    expect(linkOf(url, now)).toBe("");
  });

  test("nothing before there is a build", () => {
    expect(firstLoadOf(join(dist, "none"))("/events", now)).toBe("");
  });
});
