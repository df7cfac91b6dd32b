// Draws the icons of both apps into ../assets: `node packages/ui/scripts/draw-icons.mjs`.
/* oxlint-disable eslint/no-restricted-imports, node/no-process-env -- it runs by hand in Node, in no app */
// Needed again only when the mark changes; the PNGs are committed.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const chromium = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium-headless-shell";
const assets = path.join(import.meta.dirname, "../assets");

const ticket =
  "M7 2h18a5 5 0 0 1 5 5v5.4a3.6 3.6 0 0 0 0 7.2V25a5 5 0 0 1-5 5H7a5 5 0 0 1-5-5v-5.4a3.6 3.6 0 0 0 0-7.2V7a5 5 0 0 1 5-5Z";
const lines = "M11.5 9.5h10M11.5 16h6M11.5 22.5h10";
const brackets =
  "M3 10V6.5A3.5 3.5 0 0 1 6.5 3H10M22 3h3.5A3.5 3.5 0 0 1 29 6.5V10M29 22v3.5a3.5 3.5 0 0 1-3.5 3.5H22M10 29H6.5A3.5 3.5 0 0 1 3 25.5V22";

/** The mark shrunk around the middle: Android cuts maskable icons to a circle 80% wide. */
const shrunk = (scale, content) =>
  `<g transform="translate(16 16) scale(${scale}) translate(-16 -16)">${content}</g>`;
const svg = (content) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${content}</svg>\n`;
const print = (colour) =>
  `<path d="${lines}" fill="none" stroke="${colour}" stroke-width="3" stroke-linecap="square"/>`;
const frame = `<path d="${brackets}" fill="none" stroke="#ffb800" stroke-width="2.6" stroke-linecap="round"/>`;
const ground = (colour, radius) => `<rect width="32" height="32" rx="${radius}" fill="${colour}"/>`;

const web = `<path d="${ticket}" fill="#2540d6"/>${print("#fff")}`;
const webInverse = `<path d="${ticket}" fill="#fff"/>${print("#2540d6")}`;
const scanner = frame + shrunk(0.86, print("#fff"));

const drawings = {
  icon: svg(web),
  "icon-maskable": svg(ground("#2540d6", 0) + shrunk(0.68, webInverse)),
  "scanner-icon": svg(ground("#14161f", 7) + shrunk(0.8, scanner)),
  "scanner-icon-maskable": svg(ground("#14161f", 0) + shrunk(0.7, scanner)),
};

const pngs = [
  ["icon", "icon-192", 192],
  ["icon", "icon-512", 512],
  ["icon-maskable", "icon-maskable-512", 512],
  ["icon-maskable", "apple-touch-icon", 180],
  ["scanner-icon", "scanner-icon-192", 192],
  ["scanner-icon", "scanner-icon-512", 512],
  ["scanner-icon-maskable", "scanner-icon-maskable-512", 512],
  ["scanner-icon-maskable", "scanner-apple-touch-icon", 180],
];

for (const [name, text] of Object.entries(drawings)) writeFileSync(path.join(assets, `${name}.svg`), text);

const scratch = mkdtempSync(path.join(tmpdir(), "icons-"));
for (const [name, output, size] of pngs) {
  const page = path.join(scratch, `${output}.html`);
  writeFileSync(
    page,
    `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${drawings[name]}`,
  );
  execFileSync(
    chromium,
    [
      "--no-sandbox",
      "--headless",
      "--default-background-color=00000000",
      `--window-size=${size},${size}`,
      `--screenshot=${path.join(assets, `${output}.png`)}`,
      `file://${page}`,
    ],
    { stdio: "ignore" },
  );
}
rmSync(scratch, { recursive: true });
