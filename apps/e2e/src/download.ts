import type { Page } from "@playwright/test";
import { readFile } from "node:fs/promises";

/** The list that is on the page, as the file that its menu gives. */
export async function downloadAsCsv(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Export" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: /as CSV/iu }).click(),
  ]);
  return readFile(await download.path(), "utf8");
}
