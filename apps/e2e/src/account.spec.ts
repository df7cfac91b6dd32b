import type { Page } from "@playwright/test";
import { readFile } from "node:fs/promises";
import ICAL from "ical.js";
import { call, makePerson, makePublishedEvent, rootToken } from "./api.ts";
import { linkFromMail } from "./outbox.ts";
import { expect, expectAccessible, phone, test } from "./test.ts";

const password = "correct horse battery";

/** A call of the app itself, as whoever is signed in there and in the organization they act in. */
async function mutate(page: Page, procedure: string, input: object): Promise<void> {
  const response = await page.request.post(`/api/trpc/${procedure}`, { data: input });
  expect(response.status()).toBe(200);
}

test("somebody invited makes an account, proves the address, joins, goes to and fro, and leaves once another admin is there", async ({
  browserOf,
  expectComplaint,
}) => {
  expectComplaint(/status of 409/u);
  const slug = `choir-${crypto.randomUUID().slice(0, 8)}`;
  const choir = `Choir ${slug}`;
  const email = `${slug}@company.test`;
  await call("POST", "/organizations", {
    token: await rootToken(),
    body: { name: choir, slug, admin_email: email },
  });

  const page = await browserOf(null, { viewport: phone });
  await page.goto(await linkFromMail(email, "/invitation"));
  await expect(page.getByRole("heading", { name: `Join ${choir}` })).toBeVisible();
  await page.getByRole("link", { name: "Make an account" }).click();
  await expect(page.getByLabel("Email")).toHaveValue(email);
  await page.getByLabel("Name").fill("Nora Newcomer");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign up" }).click();
  await expect(page.getByRole("button", { name: "Accept the invitation" })).toBeVisible();

  const proof = await linkFromMail(email, "/verify-email");
  await page.goto(proof);
  await expect(page.getByRole("heading", { name: "Your address is confirmed" })).toBeVisible();
  // As when a mail server has looked into the link before.
  await page.goto(proof);
  await expect(page.getByRole("heading", { name: "Your address is confirmed" })).toBeVisible();
  await page.goto("/account");
  await expect(page.getByText("confirmed", { exact: true })).toBeVisible();
  await page.goto(await linkFromMail(email, "/invitation"));
  await page.getByRole("button", { name: "Accept the invitation" }).click();
  await expect(page.getByText(`You are now in ${choir}`)).toBeVisible();

  // Somebody who is signed in has no use for these pages.
  await page.goto("/login?redirect=%2Faccount%2Fdata");
  await expect(page).toHaveURL(/\/account\/data$/u);
  await page.goto("/signup?redirect=%2F%2Felsewhere.test");
  await expect(page).toHaveURL(/\/events$/u);

  await page.goto("/account/data");
  await expect(page.getByRole("listitem").filter({ hasText: choir })).toContainText("You are here");
  await expectAccessible(page);
  const leave = async () => {
    await page.getByRole("button", { name: `Leave ${choir}` }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Leave" }).click();
  };
  await leave();
  await expect(page.getByRole("alertdialog")).toContainText("There must be an admin: this is the last one.");
  await page.getByRole("button", { name: "Stay" }).click();

  const sue = await makePerson("Sue Second");
  await mutate(page, "organizations.invite", { email: sue.email, role: "admin" });
  const invited = await linkFromMail(sue.email, "/invitation");
  const other = await browserOf(sue);
  await mutate(other, "organizations.acceptInvitation", { token: invited.split("token=")[1] });

  await page
    .getByRole("main")
    .getByRole("button", { name: /^Switch to /u })
    .click();
  await expect(page).toHaveURL(/\/events$/u);
  await page.getByRole("button", { name: "Account of Nora Newcomer" }).click();
  const back = page.waitForResponse(/organizations\.switch/u);
  await page.getByRole("menuitem", { name: new RegExp(choir, "u") }).click();
  await back;
  await page.goto("/account/data");
  await leave();
  await expect(page.getByText(`You have left ${choir}`)).toBeVisible();
  await page.getByRole("button", { name: "Account of Nora Newcomer" }).click();
  await expect(page.getByRole("menuitem", { name: "Account settings" })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: new RegExp(choir, "u") })).toBeHidden();
});

test("who walked in claims the account by its mail, keeps tickets in wallets and a calendar, takes the data along and deletes all of it", async ({
  browserOf,
  expectComplaint,
}) => {
  expectComplaint(/status of 4(?:01|22)|Another host: https:\/\/pay\.google\.com/u);
  const bob = await makePerson("Bob Berg", "organizer");
  const [entered, next] = [await makePublishedEvent(bob), await makePublishedEvent(bob, { capacity: 1 })];
  const email = `walter.${crypto.randomUUID().slice(0, 8)}@company.test`;
  await call("POST", "/walk-in", {
    token: bob.token,
    body: { event_id: entered.id, email, display_name: "Walter Walk" },
  });

  const page = await browserOf(null);
  await page.goto(await linkFromMail(email, "/claim"));
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Set password" }).click();
  await page.getByRole("main").getByRole("link", { name: "Log in" }).click();
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByRole("link", { name: "My tickets" }).click();
  await expect(page.getByRole("link", { name: entered.title })).toBeVisible();
  await page.getByRole("link", { name: "Past" }).click();
  await expect(page.getByRole("main").locator("[aria-current=page]")).toHaveText(["Past"]);

  await page.goto(`/events/${next.id}`);
  await page.getByRole("button", { name: "Register" }).click();
  await page.getByRole("link", { name: "See your ticket" }).click();
  const apple = page.getByRole("link", { name: "Apple Wallet" });
  const pass = await page.request.get((await apple.getAttribute("href")) ?? "");
  expect(pass.headers()["content-type"]).toBe("application/vnd.apple.pkpass");
  expect((await pass.body()).subarray(0, 2).toString()).toBe("PK");
  await page.route("https://pay.google.com/**", (route) => route.fulfill({ body: "A wallet" }));
  await page.getByRole("button", { name: "Google Wallet" }).click();
  await expect(page).toHaveURL(/^https:\/\/pay\.google\.com\/gp\/v\/save\/ey/u);

  // Where nothing is set up, that is what the server answers.
  await page.route(/wallets\.options/u, async (route) => {
    const response = await route.fetch();
    const text = (await response.text()).replace(
      '"apple":true,"google":true',
      '"apple":false,"google":false',
    );
    await route.fulfill({ response, body: text });
  });
  await page.goBack();
  await page.reload();
  await expect(page.getByRole("button", { name: "Print" })).toBeVisible();
  await page.waitForLoadState("networkidle");
  await expect(apple).toBeHidden();

  await page.goto("/account/mails");
  await page.getByRole("button", { name: "Make an address" }).click();
  const feed = await page.getByLabel("Address to subscribe to").inputValue();
  const calendar = await fetch(feed);
  expect(calendar.headers.get("content-type")).toContain("text/calendar");
  const events = ICAL.Component.fromString(await calendar.text())
    .getAllSubcomponents("vevent")
    .map((event) => String(event.getFirstPropertyValue("summary")));
  expect(events.toSorted()).toEqual([entered.title, next.title].toSorted());
  await page.getByRole("button", { name: "End the address" }).click();
  await expect.poll(async () => (await fetch(feed)).status).toBe(404);

  await page.goto("/account/data");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download" }).click(),
  ]);
  const data = await readFile(await download.path(), "utf8");
  for (const known of [email, "Walter Walk", entered.title, next.title]) expect(data).toContain(known);

  await page.getByRole("button", { name: "Delete account" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Current password").fill("not the password");
  await dialog.getByRole("button", { name: "Delete account" }).click();
  await expect(dialog.getByText("This is not your password")).toBeVisible();
  await dialog.getByLabel("Current password").fill(password);
  await dialog.getByRole("button", { name: "Delete account" }).click();
  await expect(page.getByText("Your account is deleted")).toBeVisible();
  expect(await call("GET", `/events/${next.id}`)).toMatchObject({ registered_count: 0 });
  await page.goto("/login");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByText("Email or password is wrong.")).toBeVisible();
});
