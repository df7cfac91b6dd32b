import { createRequire } from "node:module";
import { installWithApt, isProgram } from "./install-with-apt.ts";

/**
 * A Chromium for the browser tests: the one named by $CHROMIUM_PATH, Debian's, Playwright's own, or, as root on Debian, one
 * that apt installs now. Playwright's download is not tried: many networks close it. Throws a sentence that says what to do.
 */
export function findChromium(): string {
  const { CHROMIUM_PATH: chosen } = process.env;
  if (chosen) {
    if (isProgram(chosen)) return chosen;
    throw new Error(`CHROMIUM_PATH is ${chosen}, which is not a program.`);
  }
  const found = findInstalled();
  if (found) return found;

  // Older releases have the headless shell only inside the whole browser.
  installWithApt("chromium-headless-shell", "chromium");
  const installed = findInstalled();
  if (installed) return installed;
  throw new Error(
    "The browser tests need a Chromium: install one (on Debian: apt-get install chromium-headless-shell) or set CHROMIUM_PATH.",
  );
}

function findInstalled(): string | undefined {
  return ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", playwrightsOwn()].find(
    (path) => path !== undefined && isProgram(path),
  );
}

function playwrightsOwn(): string | undefined {
  try {
    const require = createRequire(new URL("../apps/e2e/package.json", import.meta.url));
    const playwright: { chromium: { executablePath(): string } } = require("@playwright/test");
    return playwright.chromium.executablePath();
  } catch {
    return undefined;
  }
}

if (import.meta.main) console.log(findChromium());
