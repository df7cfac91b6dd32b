import { describe, expect, it } from "vitest";
import { isOtherApp, safeRedirect } from "./safe-redirect.ts";

describe("safeRedirect", () => {
  it.each(["/tickets", "/events/0199?tab=a#seats", "/scanner/?event=1"])("keeps %s", (path) => {
    expect(safeRedirect(path)).toBe(path);
  });

  it.each([
    undefined,
    "",
    "tickets",
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "/login?redirect=/login",
    "/signup",
    "/api/v1/events",
  ])("sends %s home", (path) => {
    expect(safeRedirect(path)).toBe("/events");
  });

  it("never leaves the site by dots", () => {
    expect(safeRedirect("/a/../../..//evil.example")).not.toMatch(/^\/\/|^\/\\/u);
  });
});

describe("isOtherApp", () => {
  it("knows the scanner's paths from ours", () => {
    expect(isOtherApp("/scanner/?event=1")).toBe(true);
    expect(isOtherApp("/scanners")).toBe(false);
  });
});
