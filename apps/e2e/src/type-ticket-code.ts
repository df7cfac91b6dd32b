import type { Page } from "@playwright/test";
import { expect } from "./test.ts";

/** As where no camera sees the code: types it, reads the verdict, and is done with it. */
export async function typeTicketCode(door: Page, code: string, says: RegExp): Promise<void> {
  await door.getByRole("button", { name: "Type a code" }).click();
  await door.getByLabel("Ticket code").fill(code);
  await door.getByRole("button", { name: "Check" }).click();
  await expect(door.getByRole("alert")).toContainText(says);
  await door.keyboard.press("Escape");
  await expect(door.getByRole("alert")).toBeHidden();
}
