import { makePerson } from "./api.ts";
import { expect, expectAccessible, phone, test } from "./test.ts";

test("an admin adds a webhook, sees its secret once, and sees what came of a test", async ({
  browserOf,
  expectComplaint,
}) => {
  expectComplaint(/422/u);
  const admin = await makePerson("Charlie Chen", "admin");
  const page = await browserOf(admin);
  await page.goto("/");
  await page.getByRole("link", { name: "Administration" }).click();
  await page.getByRole("link", { name: "Webhooks" }).click();
  await page.getByRole("button", { name: "Add a webhook" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Address").fill("nowhere");
  await dialog.getByRole("button", { name: "Add webhook" }).click();
  await expect(dialog.getByText("Must be an address such as")).toBeVisible();
  // Nobody is let into the server's own network.
  await dialog.getByLabel("Address").fill("https://127.0.0.1/hooks");
  await dialog.getByRole("button", { name: "Add webhook" }).click();
  await expect(dialog.getByText("Must not be in a private network")).toBeVisible();
  const address = `https://hooks-${Date.now()}.invalid/`;
  await dialog.getByLabel("Address").fill(address);
  await dialog.getByText("Somebody was let in").click();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Add webhook" }).click();
  await expect(page.getByText(/^whsec_/u)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText(/^whsec_/u)).toBeHidden();

  const card = page.getByRole("listitem").filter({ hasText: address });
  await expect(card).toContainText("Somebody registered");
  await expect(card).not.toContainText("Somebody was let in");
  await card.getByRole("button", { name: "Show log" }).click();
  // What other walks do in this organization is sent there too.
  await expect(card.getByText("Nothing was sent yet").or(card.getByRole("rowheader").first())).toBeVisible();
  await card.getByRole("button", { name: "Send a test" }).click();
  const sent = card.getByRole("row", { name: "A test" });
  await expect(sent.getByText(/^Connection failed/u)).toBeVisible({ timeout: 20_000 });
  await page.setViewportSize(phone);
  await expectAccessible(page);
  await sent.getByRole("button", { name: /^Show \d attempts?$/u }).click();
  const attempts = page.getByRole("dialog", { name: "Every attempt" });
  await expect(attempts.getByRole("listitem").filter({ hasText: "Attempt 1" })).toContainText(
    "Connection failed",
  );
  await expect(attempts.getByText('"type":"webhook.test"')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");

  await card.getByRole("button", { name: "Turn off" }).click();
  await expect(card.getByText("Turned off by an admin.")).toBeVisible();
  await card.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(card).toBeHidden();
});
