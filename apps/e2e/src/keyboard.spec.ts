import type { Locator, Page } from "@playwright/test";
import { makeEvent, makePerson, makePublishedEvent } from "./api.ts";
import { expect, test } from "./test.ts";

/** Presses Tab until it is there, as somebody would who has no mouse. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  const isThere = () => target.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 80; presses++) {
    if (await isThere()) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("Tab never came there");
}

test("by keyboard alone Alice finds an event, registers, and opens her ticket", async ({ browserOf }) => {
  const [alice, bob] = await Promise.all([makePerson("Alice Ahmed"), makePerson("Bob Berg", "organizer")]);
  const event = await makePublishedEvent(bob);
  const page = await browserOf(alice);
  await page.goto("/events");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("searchbox", { name: "Search events" }));
  await page.keyboard.type(event.title);
  await tabTo(page, page.getByRole("link", { name: event.title }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: event.title, level: 1 })).toBeFocused();
  await tabTo(page, page.getByRole("button", { name: "Register" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "See your ticket" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("img", { name: /^Ticket code for/u })).toBeVisible();
});

test("by keyboard alone Bob writes an event, and Charlie approves it", async ({ browserOf }) => {
  const [bob, charlie] = await Promise.all([
    makePerson("Bob Berg", "organizer"),
    makePerson("Charlie Chen", "admin"),
  ]);
  const event = await makeEvent(bob);
  const organizer = await browserOf(bob);
  await organizer.goto(`/manage/${event.id}/edit`);
  await tabTo(organizer, organizer.getByLabel("Title"));
  await organizer.keyboard.press("End");
  await organizer.keyboard.type(" by keyboard");
  await tabTo(organizer, organizer.getByRole("button", { name: /^Save/u }).first());
  await organizer.keyboard.press("Enter");
  await expect(
    organizer.getByRole("heading", { name: `${event.title} by keyboard`, level: 1 }),
  ).toBeVisible();

  const admin = await browserOf(charlie);
  await admin.goto("/admin/approvals");
  const waiting = admin.getByRole("article", { name: `${event.title} by keyboard` });
  await tabTo(admin, waiting.getByRole("button", { name: "Approve" }));
  await admin.keyboard.press("Enter");
  await expect(waiting).toBeHidden();
});
