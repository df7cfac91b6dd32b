import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Me } from "@eventmaster/contract/accounts";
import { speak } from "@eventmaster/i18n/locale";
import { describe, expect, it } from "vitest";
import { translations as de } from "../../i18n/de.ts";
import { translations as zhHant } from "../../i18n/zh-hant.ts";
import { pagesFor } from "./pages.ts";

const routes = join(import.meta.dirname, "../../routes");

/** Whoever opens these has a link with a token, or is sent on at once. */
const notGoneTo = new Set(["/claim", "/invitation", "/reset-password", "/verify-email", "/admin"]);

/** The addresses of this app that are whole by themselves, as the routes name them. */
function wholePaths(): string[] {
  const paths = globSync("**/*.tsx", { cwd: routes }).flatMap((file) =>
    [...readFileSync(join(routes, file), "utf8").matchAll(/createFileRoute\("([^"]+)"\)/gu)].map(
      ([, path = ""]) => (path === "/" ? path : path.replace(/\/$/u, "")),
    ),
  );
  return [...new Set(paths)].filter((path) => !path.includes("$")).toSorted();
}

const known = { organizations: { hasSeveral: false, mayCreate: false }, worksAtDoor: false };

function pathsFor(role: Me["role"] | null, more: Partial<Parameters<typeof pagesFor>[1]> = {}): string[] {
  const me = role && ({ id: "an-id", role } as Me);
  return pagesFor(me, { ...known, ...more }).map(({ to }) => to);
}

describe("the pages that one can go to by name", () => {
  it("are all that have an address of their own", () => {
    const reached = new Set([
      ...pathsFor(null),
      ...pathsFor("admin", { organizations: { hasSeveral: true, mayCreate: true } }),
    ]);
    const all = wholePaths();
    expect(all.length).toBeGreaterThan(20);
    expect(all.filter((path) => !reached.has(path) && !notGoneTo.has(path))).toEqual([]);
  });

  it("are those that one's role may open", () => {
    expect(pathsFor(null)).toEqual(["/", "/events", "/login", "/signup", "/forgot-password"]);
    const own = ["/account", "/account/security", "/account/mails", "/account/data"];
    const keys = ["/api-keys", "/api/v1/docs"];
    expect(pathsFor("guest")).toEqual(["/", "/events", ...own]);
    expect(pathsFor("member")).toEqual(["/", "/events", "/tickets", ...own, ...keys]);
    expect(pathsFor("member", { worksAtDoor: true })).toContain("/scanner/");
    expect(pathsFor("organizer", { worksAtDoor: true })).toEqual([
      "/",
      "/events",
      "/tickets",
      "/manage",
      "/manage/new",
      "/scanner/",
      ...own,
      ...keys,
    ]);
    const administration = ["approvals", "people", "audit", "webhooks", "analytics"].map(
      (page) => `/admin/${page}`,
    );
    expect(pathsFor("admin").filter((path) => path.startsWith("/admin"))).toEqual(administration);
  });

  it("of organizations and of the system are for those who have several, and who run it", () => {
    const several = pathsFor("admin", { organizations: { hasSeveral: true, mayCreate: false } });
    expect(several).toContain("/admin/organizations");
    expect(several).not.toContain("/admin/system");
    const platform = pathsFor("admin", { organizations: { hasSeveral: false, mayCreate: true } });
    expect(platform).toEqual(expect.arrayContaining(["/admin/organizations", "/admin/system"]));
  });

  it.each([
    ["de", de, "Verwaltung"],
    ["zh-Hant", zhHant, "管理"],
  ] as const)("are called by the reader's words: %s", (locale, words, part) => {
    const names = () => pagesFor({ role: "admin" } as Me, known).map(({ name }) => name);
    const english = names();
    speak(locale, words);
    const webhooks = pagesFor({ role: "admin" } as Me, known).find(({ to }) => to === "/admin/webhooks");
    expect(webhooks?.part).toBe(part);
    expect(names()).not.toEqual(english);
    speak("en", []);
  });
});
