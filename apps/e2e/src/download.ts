import type { Page } from "@playwright/test";
import { readFile } from "node:fs/promises";

/** The list that is on the page, as the file that its menu gives. */
export async function downloadAsCsv(page: Page, button = "Export"): Promise<string> {
  await page.getByRole("button", { name: button, exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: /as CSV/iu }).click(),
  ]);
  return readFile(await download.path(), "utf8");
}
