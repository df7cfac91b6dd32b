import { makePerson, makePublishedEvent, serverUrl } from "./api.ts";
import { downloadAsCsv } from "./download.ts";
import { expectEveryScreen } from "./every-screen.ts";
import { expect, phone, test } from "./test.ts";

/** Whoever runs the system: the demo's admin. */
const root = {
  id: "",
  email: "admin@company.com",
  displayName: "Charlie Admin",
  password: "password123",
  token: "",
};

test("Charlie invites somebody, finds what was done in the log, and follows one thing through it", async ({
  browserOf,
}) => {
  const charlie = await makePerson("Charlie Chen", "admin");
  const page = await browserOf(charlie);
  await page.goto("/admin/people?tab=invitations");
  const email = `new.${crypto.randomUUID().slice(0, 8)}@company.test`;
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Send invitation" }).click();
  const row = page.getByRole("row", { name: new RegExp(email, "u") });
  await expect(row).toContainText("Open");
  await row.getByRole("button", { name: /Withdraw/u }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Withdraw" }).click();
  await expect(row).toContainText("Withdrawn");

  await page.getByRole("link", { name: "Audit" }).click();
  await page.getByRole("button", { name: /Action/u }).click();
  await page.getByRole("option", { name: "Invitation withdrawn" }).click();
  await expect(page).toHaveURL(/action=invitation\.revoke/u);
  const entry = page.getByRole("row", { name: /Invitation withdrawn/u }).first();
  await expect(entry).toContainText("You");
  const log = await downloadAsCsv(page);
  expect(log).toContain("invitation.revoke");
  expect(log).not.toContain("account.sign_up");
  await entry.getByRole("link", { name: /Invitation …/u }).click();
  await page.goto(page.url().replace(/action=[^&]*&?/u, ""));
  await expect(page.getByRole("row", { name: /Invitation sent/u })).toBeVisible();
});

test("whoever runs the system creates an organization, and reads how the system and the events are doing", async ({
  browserOf,
}) => {
  const page = await browserOf(root);
  await page.goto("/admin/organizations");
  const slug = `club-${crypto.randomUUID().slice(0, 8)}`;
  await page.getByLabel("Name", { exact: true }).fill(`Club ${slug}`);
  await page.getByLabel("Short name").fill(slug);
  await page.getByLabel("Email of its first admin").fill(`${slug}@company.test`);
  await page.getByRole("button", { name: "Create" }).click();
  await expect(page.getByText(`Club ${slug} is created`)).toBeVisible();
  await page.getByLabel("Search all organizations").fill(slug);
  await expect(page).toHaveURL(/[?&]q=club-/u);
  await expect(page.getByRole("row", { name: new RegExp(`Club ${slug}.*None yet`, "u") })).toBeVisible();

  await page.getByRole("link", { name: "System" }).click();
  await expect(page.getByRole("table", { name: "Jobs" })).toBeVisible();
  await expect(page.getByText("Unreachable addresses")).toBeVisible();
  await page.getByRole("link", { name: "Analytics" }).click();
  await page.getByText("Show as a table").first().click();
  await expect(page.getByRole("table", { name: /as a table/u })).toBeVisible();
  await expect(page.getByRole("table", { name: "Top events" })).toBeVisible();

  await page.goto("/admin/people?tab=unreachable");
  await expect(page.getByRole("heading", { name: "Every address is reachable" })).toBeVisible();
  await page.goto("/admin/system");
  await page.getByLabel("Language").selectOption("de");
  await expect(page.getByText("Kein Mailserver ist eingerichtet")).toBeVisible();
  await page.getByLabel("Sprache").selectOption("en");
  await expect(page.getByText("No mail server is set")).toBeVisible();
});

test("a key for a machine is shown once, works, and stops when it is revoked", async ({
  browserOf,
  request,
}) => {
  const bob = await makePerson("Bob Berg", "organizer");
  const event = await makePublishedEvent(bob);
  const page = await browserOf(bob);
  await page.goto("/account");
  await page.getByRole("link", { name: "API keys" }).click();
  await page.getByRole("button", { name: "Create a key" }).click();
  await page.getByLabel("Name").fill("Nightly export");
  await page.getByText("Read attendees", { exact: true }).click();
  await page.getByRole("button", { name: "Create key" }).click();
  const key = (await page.getByRole("dialog").locator("code").textContent()) ?? "";
  await page.getByRole("button", { name: "I have it" }).click();
  const ask = () =>
    request.get(`${serverUrl()}/api/v1/events/${event.id}/attendees`, {
      headers: { authorization: `Bearer ${key}` },
    });
  expect((await ask()).status()).toBe(200);
  await page.getByRole("button", { name: "Revoke Nightly export" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText("The key is revoked")).toBeVisible();
  expect((await ask()).status()).toBe(401);
});

test("every page of the administration is accessible and fits, on any screen, light and dark", async ({
  browserOf,
}) => {
  test.setTimeout(180_000);
  const page = await browserOf(root, { viewport: phone });
  for (const path of [
    "/admin/approvals",
    "/admin/approvals?tab=changes",
    "/admin/approvals?tab=decided",
    "/admin/people?tab=invitations",
    "/admin/people?tab=unreachable",
    "/admin/organizations",
    "/admin/audit",
    "/admin/analytics",
    "/admin/system",
    "/api-keys",
  ]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectEveryScreen(page, path);
  }
});
