import { defineConfig } from "@playwright/test";
import { findChromium } from "../../scripts/find-chromium.ts";

/** One server for all tests; each makes its own people and events, so that they can run side by side. */
export default defineConfig({
  testDir: "src",
  testMatch: "*.spec.ts",
  globalSetup: "./src/start-server.ts",
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  // Two cores that others use, too: these end what hangs, and assert nothing.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: "list",
  outputDir: process.env["TMPDIR"] ? `${process.env["TMPDIR"]}/browser-results` : "test-results",
  use: {
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    // Nothing on the page may depend on motion.
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: {
      executablePath: findChromium(),
      // Chromium's sandbox refuses root, as containers and CI run.
      chromiumSandbox: process.getuid?.() !== 0,
      args: [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic",
      ],
    },
    // A trace of everything costs a quarter of the time: `playwright test --trace on src/x.spec.ts` makes one of what failed.
    trace: "off",
    screenshot: "only-on-failure",
  },
});
