import type { Page } from "@playwright/test";
import { call, makeEvent, makePerson, makePublishedEvent, register, uniqueTitle } from "./api.ts";
import { expect, expectAccessible, phone, test } from "./test.ts";

/** Types day, month and year, then hour and minute: the field moves on by itself. */
async function fillDate(page: Page, label: string, date: string, time: string): Promise<void> {
  await page.getByRole("spinbutton", { name: `day, ${label}` }).click();
  await page.keyboard.type(date + time);
}

test("Bob creates, Charlie approves, Alice registers, Bob's camera admits her once, and the list shows it", async ({
  browserOf,
  phoneOf,
}) => {
  const [alice, bob, charlie] = await Promise.all([
    makePerson("Alice Ahmed"),
    makePerson("Bob Berg", "organizer"),
    makePerson("Charlie Chen", "admin"),
  ]);
  const title = uniqueTitle("Whole path");

  const organizer = await browserOf(bob);
  await organizer.goto("/manage/new");
  await organizer.getByLabel("Title").fill(title);
  await organizer.getByLabel("Description").fill("Come in.\n\n- bring a friend");
  await organizer.getByLabel("Location").fill("Main hall");
  await organizer.getByRole("textbox", { name: "Capacity" }).fill("3");
  await organizer.getByRole("button", { name: "Create event" }).click();
  await expect(organizer.getByText("Choose a day and a time").first()).toBeVisible();
  await fillDate(organizer, "Starts", "01032030", "1830");
  await fillDate(organizer, "Ends", "01032030", "2200");
  await organizer.getByRole("button", { name: "Create event" }).click();
  await expect(organizer.getByRole("heading", { name: title, level: 1 })).toBeVisible();
  await expect(organizer.getByText("Awaiting approval").first()).toBeVisible();

  const admin = await browserOf(charlie);
  await admin.goto("/admin/approvals");
  const waiting = admin.getByRole("article", { name: title });
  await waiting.getByRole("button", { name: "Approve" }).click();
  await expect(waiting).toBeHidden();

  const attendee = await browserOf(alice, { viewport: phone });
  await attendee.goto("/events");
  await attendee.getByLabel("Search events").fill(title);
  await attendee.getByRole("link", { name: title }).first().click();
  await expect(attendee.getByRole("heading", { name: title, level: 1 })).toBeVisible();
  await attendee.getByRole("button", { name: "Register" }).click();
  await attendee.getByRole("link", { name: "See your ticket" }).click();
  await expect(attendee.getByRole("img", { name: /^Ticket code for/u })).toBeVisible();
  await expectAccessible(attendee);

  const tickets = await call<{ items: { qr_code: string }[] }>("GET", "/me/registrations", {
    token: alice.token,
  });
  const code = tickets.items[0]?.qr_code ?? "";
  const door = await phoneOf(bob, [
    { code: null, seconds: 1 },
    { code, seconds: 3 },
    { code: null, seconds: 4 },
  ]);
  await door.goto("/scanner/");
  await door.getByRole("link", { name: title }).click();
  const verdict = door.getByRole("alert");
  await expect(verdict).toContainText(/admitted/iu);
  await expect(verdict).toContainText("Alice Ahmed");
  await expect(verdict).toContainText(/already admitted at \d\d:\d\d at Entrance by Bob Berg/iu, {
    timeout: 20_000,
  });

  await organizer.getByRole("link", { name: "Attendees" }).click();
  const row = organizer.getByRole("row", { name: /Alice Ahmed/u });
  await expect(row).toContainText("Checked in");
});

test("Alice cancels and takes it back, cancels again, and her new ticket has another code", async ({
  browserOf,
}) => {
  const [alice, bob] = await Promise.all([makePerson("Alice Ahmed"), makePerson("Bob Berg", "organizer")]);
  const event = await makePublishedEvent(bob, { capacity: 1 });
  const first = await register(alice, event.id);

  const page = await browserOf(alice, { viewport: phone });
  await page.goto("/tickets");
  await page.getByRole("link", { name: event.title }).click();
  const code = page.getByRole("img", { name: /^Ticket code for/u });
  const codes = async () =>
    (
      await call<{ items: { qr_code: string }[] }>("GET", "/me/registrations", { token: alice.token })
    ).items.map((ticket) => ticket.qr_code);
  const cancel = async () => {
    await page.getByRole("button", { name: "Cancel registration" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Cancel registration" }).click();
    await expect(page.getByRole("button", { name: "Register again" })).toBeVisible();
    await expect(code).toBeHidden();
  };
  await cancel();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Your registration is back")).toBeVisible();
  await expect(code).toBeVisible();
  expect(await codes()).toEqual([first.qr_code]);

  await cancel();
  await page.getByRole("button", { name: "Register again" }).click();
  await expect(code).toBeVisible();
  const [second, ...others] = await codes();
  expect(others).toEqual([]);
  expect(second).not.toBe(first.qr_code);
});

test("Charlie rejects with a reason, Bob reads it, mends the event and submits it again", async ({
  browserOf,
}) => {
  const [bob, charlie] = await Promise.all([
    makePerson("Bob Berg", "organizer"),
    makePerson("Charlie Chen", "admin"),
  ]);
  const event = await makeEvent(bob);

  const admin = await browserOf(charlie);
  await admin.goto("/admin/approvals");
  const waiting = admin.getByRole("article", { name: event.title });
  await waiting.getByRole("button", { name: "Reject" }).click();
  const dialog = admin.getByRole("alertdialog");
  await dialog.getByRole("textbox").fill("The hall is taken that day");
  await dialog.getByRole("button", { name: "Reject" }).click();
  await expect(waiting).toBeHidden();

  const organizer = await browserOf(bob);
  await organizer.goto(`/manage/${event.id}`);
  await expect(organizer.getByText("The hall is taken that day").first()).toBeVisible();
  await organizer.goto(`/manage/${event.id}/edit`);
  await organizer.getByLabel("Location").fill("Hall 2");
  await organizer.getByRole("button", { name: /^Save/u }).first().click();
  await organizer.goto(`/manage/${event.id}`);
  await organizer
    .getByRole("button", { name: /submit/iu })
    .first()
    .click();
  await expect(organizer.getByText("Awaiting approval").first()).toBeVisible();
  await admin.reload();
  await expect(admin.getByRole("article", { name: event.title })).toContainText("Hall 2");
});

test("Charlie makes a member an organizer, who can create events from then on", async ({
  browserOf,
  expectComplaint,
}) => {
  expectComplaint(/Refusal: forbidden/u);
  const [dana, charlie] = await Promise.all([
    makePerson("Dana Dietrich"),
    makePerson("Charlie Chen", "admin"),
  ]);
  const member = await browserOf(dana);
  await member.goto("/manage/new");
  await expect(member.getByRole("button", { name: "Create event" })).toBeHidden();

  const admin = await browserOf(charlie);
  await admin.goto("/admin/people");
  await admin.getByLabel("Search people").fill(dana.email);
  const row = admin.getByRole("row", { name: /Dana Dietrich/u });
  await row.getByRole("button", { name: /Role of Dana/u }).click();
  await admin.getByRole("option", { name: "Organizer" }).click();
  await admin.getByRole("button", { name: "Change role" }).click();
  await expect(row.getByRole("button", { name: /Role of Dana/u })).toContainText("Organizer");

  await member.goto("/manage/new");
  await expect(member.getByRole("button", { name: "Create event" })).toBeVisible();
});

test("a person signs up, logs out and logs in again, and comes back to where they were", async ({
  browserOf,
  expectComplaint,
}) => {
  // What was still being asked when the session ended is refused.
  expectComplaint(/status of 401/u);
  const bob = await makePerson("Bob Berg", "organizer");
  const event = await makePublishedEvent(bob);
  const page = await browserOf(null);
  const email = `${crypto.randomUUID()}@company.test`;
  await page.goto("/signup");
  await page.getByRole("button", { name: "Sign up" }).click();
  await expect(page.getByText("Write your email address")).toBeVisible();
  await page.getByLabel("Name").fill("Erika Example");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill("correct horse");
  await page.getByRole("button", { name: "Sign up" }).click();
  await page.getByRole("button", { name: /Account of Erika/u }).click();
  await page.getByRole("menuitem", { name: "Log out" }).click();

  await page.goto(`/events/${event.id}`);
  await page
    .getByRole("link", { name: "Log in" })
    .or(page.getByRole("link", { name: /log in to register/iu }))
    .last()
    .click();
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill("correct horse");
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByRole("heading", { name: event.title, level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Register" }).click();
  await expect(page.getByRole("link", { name: "See your ticket" })).toBeVisible();
});
