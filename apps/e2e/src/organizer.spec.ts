import type { Page } from "@playwright/test";
import { extractText, getDocumentProxy } from "unpdf";
import {
  call,
  makeEvent,
  makePerson,
  makePublishedEvent,
  type Person,
  register,
  uniqueTitle,
} from "./api.ts";
import { downloadAsCsv } from "./download.ts";
import { expectEveryScreen } from "./every-screen.ts";
import { newestMail } from "./outbox.ts";
import { expect, expectAccessible, expectFrameAccessible, phone, test } from "./test.ts";

test("Bob proposes changes, withdraws them and proposes others; Charlie reads the difference and accepts, and who comes is told", async ({
  browserOf,
}) => {
  const [alice, bob, charlie] = await Promise.all([
    makePerson("Alice Ahmed"),
    makePerson("Bob Berg", "organizer"),
    makePerson("Charlie Chen", "admin"),
  ]);
  const event = await makePublishedEvent(bob);
  await register(alice, event.id);
  const title = uniqueTitle("A night of talks");

  const organizer = await browserOf(bob);
  await organizer.goto(`/manage/${event.id}/edit`);
  await organizer.getByLabel("Title").fill("Not this one");
  await organizer.getByRole("button", { name: "Save changes" }).click();
  const proposal = organizer.getByRole("region", { name: "Changes that wait for an admin" });
  await expect(proposal.locator("ins").filter({ hasText: "Not" })).toBeVisible();
  await expect(organizer.getByRole("heading", { name: event.title, level: 1 })).toBeVisible();
  await expectAccessible(organizer);
  const admin = await browserOf(charlie);
  await admin.goto("/admin/approvals?tab=changes");
  const waiting = admin.getByRole("article", { name: event.title });
  await expect(waiting).toBeVisible();
  await proposal.getByRole("button", { name: "Withdraw" }).click();
  await organizer.getByRole("alertdialog").getByRole("button", { name: "Withdraw" }).click();
  await expect(proposal).toBeHidden();
  await admin.reload();
  await expect(admin.getByRole("heading", { name: "Approvals" })).toBeVisible();
  await expect(waiting).toBeHidden();

  await organizer.goto(`/manage/${event.id}/edit`);
  await expect(organizer.getByLabel("Title")).toHaveValue(event.title);
  await organizer.getByLabel("Title").fill(title);
  await organizer.getByLabel("Description").fill("Four talks, and **soup**.");
  for (const [label, moment] of [
    ["Starts", "010320301830"],
    ["Ends", "010320302200"],
  ] as const) {
    await organizer.getByRole("spinbutton", { name: `day, ${label}` }).click();
    await organizer.keyboard.type(moment);
  }
  await organizer.getByRole("button", { name: "Save changes" }).click();
  await expect(proposal.locator("ins").filter({ hasText: "night" })).toBeVisible();

  await admin.reload();
  await expect(waiting.locator("del").filter({ hasText: "Three" })).toBeVisible();
  await expect(waiting.locator("ins").filter({ hasText: "Four" })).toBeVisible();
  await waiting.getByRole("button", { name: "Accept" }).click();
  await expect(waiting).toBeHidden();
  await admin.getByRole("link", { name: "Decided" }).click();
  await expect(
    admin.getByRole("row", { name: new RegExp(`${title} Changes accepted Charlie Chen`, "u") }),
  ).toBeVisible();

  await organizer.goto(`/manage/${event.id}/history`);
  await expect(organizer.getByRole("heading", { name: title, level: 1 })).toBeVisible();
  await expect(organizer.getByText("Proposed changes accepted")).toBeVisible();
  await expect(organizer.getByText("Proposed changes withdrawn")).toBeVisible();
  expect(await newestMail(alice.email, title)).toContain("1 March 2030");
});

test("what Bob types survives a closed tab and the end of his session, and is gone once it is created", async ({
  browserOf,
  expectComplaint,
}) => {
  expectComplaint(/status of 401/u);
  const bob = await makePerson("Bob Berg", "organizer");
  const title = uniqueTitle("Half a thought");
  const tab = await browserOf(bob);
  await tab.goto("/manage/new");
  await tab.getByLabel("Title").fill(title);
  await tab.getByLabel("Location").fill("Hall 3");
  // At once: what is typed last must not wait for a pause that a closed tab does not give.
  await tab.close();
  const page = await tab.context().newPage();
  await page.goto("/manage");
  await page.getByRole("link", { name: "Go on with it" }).click();
  await expect(page.getByText("What you typed before is here again")).toBeVisible();
  await expect(page.getByLabel("Title")).toHaveValue(title);

  await page.getByLabel("Description").fill("A plan.");
  await page.getByRole("textbox", { name: "Capacity" }).fill("3");
  const typeMoment = async (label: string, moment: string) => {
    await page.getByRole("spinbutton", { name: `day, ${label}` }).click();
    await page.keyboard.type(moment);
    await page.keyboard.press("Tab");
  };
  const startHour = page.getByRole("spinbutton", { name: "hour, Starts" });
  await typeMoment("Starts", "280320270230");
  await expect(page.getByText("02:30 does not exist")).toBeVisible();
  await expect(startHour).toHaveText("03");
  await typeMoment("Starts", "311020270230");
  await page.getByRole("button", { name: "Take the second (UTC+1)" }).first().click();
  await expect(page.getByText("This is the second one (UTC+1).").first()).toBeVisible();
  await expect(startHour).toHaveText("02");
  await typeMoment("Starts", "010320301830");
  await typeMoment("Ends", "010320302200");
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Create event" }).click();
  // Declined, the form says what to do; everything typed is there after logging in on a page of its own.
  const dialog = page.getByRole("dialog", { name: "Your session has ended" });
  await dialog.waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Log in and go on" }).click();
  await page.getByLabel("Email").fill(bob.email);
  await page.getByLabel("Password").fill(bob.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByLabel("Title")).toHaveValue(title);
  await page.getByRole("button", { name: "Create event" }).click();
  await expect(page.getByRole("heading", { name: title, level: 1 })).toBeVisible();
  await page.goto("/manage/new");
  await expect(page.getByLabel("Title")).toHaveValue("");
});

test("an edit that somebody else overtook asks only about what both changed, takes theirs over, and keeps the rest", async ({
  browserOf,
  expectComplaint,
}) => {
  expectComplaint(/status of 409/u);
  const bob = await makePerson("Bob Berg", "organizer");
  const event = await makeEvent(bob);
  const title = `Mine alone ${event.title}`;
  const page = await browserOf(bob);
  await page.goto(`/manage/${event.id}/edit`);
  await page.getByLabel("Title").fill(title);
  await page.getByLabel("Location").fill("Mine");
  await call("PATCH", `/events/${event.id}`, {
    token: bob.token,
    body: { location: "Theirs", description: "Their text" },
  });
  // What was typed is found again, and still knows what it began with.
  await page.reload();
  await expect(page.getByLabel("Title")).toHaveValue(title);
  await page.getByRole("button", { name: "Save changes" }).click();
  const conflict = page.getByRole("alert").filter({ hasText: "Somebody changed this event" });
  await expect(conflict).toContainText("Their changes stand in the form now: Description.");
  await expect(conflict.getByRole("heading", { level: 3 })).toHaveText(["Location"]);
  await expect(conflict).toContainText("Mine");
  await expect(conflict).toContainText("Theirs");
  await expect(page.getByLabel("Description")).toHaveValue("Their text");
  await expect(page.getByLabel("Title")).toHaveValue(title);
  await expect(page.getByRole("textbox", { name: "Location" })).toHaveValue("Mine");
  await conflict.getByRole("button", { name: "Take theirs: Location" }).click();
  await expect(page.getByRole("textbox", { name: "Location" })).toHaveValue("Theirs");
  await conflict.getByRole("button", { name: "Keep mine: Location" }).click();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("heading", { name: title, level: 1 })).toBeVisible();
  await expect(page.getByText("Mine", { exact: true })).toBeVisible();
});

test("Bob asks a question, imports people, registers one, finds and cancels some and takes it back, and prints badges", async ({
  browserOf,
  expectComplaint,
}) => {
  // A file without emails.
  expectComplaint(/status of 422/u);
  const bob = await makePerson("Bob Berg", "organizer");
  const event = await makePublishedEvent(bob, { capacity: 50 });
  const page = await browserOf(bob);

  await page.goto(`/manage/${event.id}/questions`);
  await page.getByRole("button", { name: "Add a question" }).click();
  await page.getByRole("textbox", { name: "Question" }).fill("What do you eat?");
  await page.getByRole("button", { name: "Save questions" }).click();
  await expect(page.getByText("The questions are saved")).toBeVisible();

  const marker = crypto.randomUUID().slice(0, 8);
  await page.goto(`/manage/${event.id}/import`);
  const choose = (name: string, content: string | Uint8Array) =>
    page
      .locator("input[type=file]")
      .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
  await choose("photo.csv", Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0));
  await expect(page.getByRole("alert")).toContainText("This file is no text that can be read");
  await choose("phones.csv", "phone,name\n030 1234,Nobody");
  await expect(page.getByRole("alert")).toContainText('Must have a column "email" in its first line');
  const people = Array.from(
    { length: 5 },
    (_, index) => `guest${index}.${marker}@company.test,Guest ${index}`,
  );
  await choose("people.csv", ["email,name", ...people, "no address,Nobody"].join("\n"));
  await expect(page.getByRole("row", { name: /^7/u })).toContainText("Must be an email address");
  await page.getByRole("radio", { name: "Import the rows that are right" }).check({ force: true });
  // The server is done before one can look: its answer waits until the page has told how far it is.
  await page.route(/registrations\.import(?:\?|$)/u, async (route) => {
    const response = await route.fetch();
    await expect(page.getByRole("progressbar")).toHaveAttribute("aria-valuetext", /5 of 5 rows/u);
    await route.fulfill({ response });
  });
  await page.getByRole("button", { name: "Register 5 people" }).click();
  await page.getByRole("link", { name: "To the attendees" }).click();

  await page.getByRole("button", { name: "Register somebody" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Email").fill(`zoe.${marker}@company.test`);
  await dialog.getByLabel("Name").fill("Zoe Zimmer");
  await dialog.getByLabel("What do you eat?").fill("Noodles");
  await dialog.getByRole("button", { name: "Register" }).click();
  const row = page.getByRole("row", { name: /Zoe Zimmer/u });
  await row.getByRole("button", { name: "Show what Zoe Zimmer answered" }).click();
  await expect(page.getByRole("dialog")).toContainText("Noodles");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Every answer" }).click();
  await page.getByRole("option", { name: "Answered: What do you eat?" }).click();
  await page.getByLabel("The answer contains").fill("noodle");
  await expect(page.getByText("1 person", { exact: true })).toBeVisible();
  await expect(page).toHaveURL(/question=.*answer=noodle/u);
  await page.getByRole("checkbox", { name: "Select Zoe Zimmer" }).check();
  await page.getByRole("button", { name: "Send tickets again" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("1 ticket is on the way")).toBeVisible();
  await page.goto(`/manage/${event.id}/attendees?source=self`);
  await expect(page.getByText("Nobody matches")).toBeVisible();
  await page.goto(`/manage/${event.id}/attendees?source=import`);

  await page.getByRole("button", { name: "Name", exact: true }).click();
  await expect(page.getByRole("row").nth(1)).toContainText("Guest 0");
  await page.getByLabel("Search attendees").fill("Guest");
  await expect(page.getByText("5 people", { exact: true })).toBeVisible();
  for (const guest of ["Guest 1", "Guest 3"])
    await page.getByRole("checkbox", { name: `Select ${guest}` }).check();
  const chosen = await downloadAsCsv(page, "Export selection");
  expect(chosen.match(/Guest \d/gu)).toEqual(["Guest 1", "Guest 3"]);
  await page.getByRole("checkbox", { name: "Select all that are loaded" }).check();
  await page.getByRole("button", { name: "Cancel registrations" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Cancel registrations" }).click();
  await expect(page.getByText("5 registrations cancelled")).toBeVisible();
  await expect(page.getByRole("row", { name: /Guest 0/u })).toContainText("Cancelled");

  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("5 registrations are back")).toBeVisible();
  await expect(page.getByRole("row", { name: /Guest 0/u })).toContainText("Registered");

  await page.goto(`/manage/${event.id}/badges?q=Zoe`);
  await expect(page.getByText("1 badge for those whom the filters find")).toBeVisible();
  await page
    .getByRole("button", { name: /^Under the name/u })
    .or(page.getByRole("button", { name: "Nothing" }))
    .first()
    .click();
  await page.getByRole("option", { name: "What do you eat?" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Zoe Zimmer" })).toContainText("Noodles");
  const { pages, size, text } = await onPaper(page);
  // A4, whatever the printer's own.
  expect([pages, ...size]).toEqual([1, 595, 842]);
  for (const words of ["Zoe Zimmer", "Noodles", event.title]) expect(text).toContain(words);
  for (const words of ["Guest 0", "Skip to content"]) expect(text).not.toContain(words);

  await page.getByRole("link", { name: event.title }).click();
  await page.getByLabel("Search attendees").fill("Guest");
  await expect(page).toHaveURL(/q=Guest/u);
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: "Print a door list" }).click();
  await expect(page.getByText("5 people whom the filters find")).toBeVisible();
  const list = await onPaper(page);
  const names = ["Guest 0", "Guest 1", "Guest 2", "Guest 3", "Guest 4"];
  expect(list.text.match(/Guest \d/gu)).toEqual(names);
  expect(list.text).toContain("1 / 1");
  for (const words of ["Zoe Zimmer", "Print", "My events", "Skip to content"])
    expect(list.text).not.toContain(words);
});

test("an import that is stopped, for the event is called off, says how many it did not reach, in Bob's language", async ({
  browserOf,
  expectComplaint,
}) => {
  // How far it is, asked before the server has read the file.
  expectComplaint(/status of 404/u);
  const bob = await makePerson("Bob Berg", "organizer");
  const event = await makePublishedEvent(bob, { capacity: 10_000 });
  await call("PATCH", "/me", { token: bob.token, body: { locale: "de" } });
  const page = await browserOf(bob);
  await page.goto(`/manage/${event.id}/import`);
  const marker = crypto.randomUUID().slice(0, 8);
  const people = Array.from({ length: 8000 }, (_, index) => `guest${index}.${marker}@company.test,Guest`);
  await page.locator("input[type=file]").setInputFiles({
    name: "people.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(["email,name", "no address,Nobody", ...people].join("\n")),
  });
  const fault = page.getByRole("row", { name: /^2/u });
  await expect(fault).toContainText("E-Mail");
  await expect(fault).toContainText("Muss eine E-Mail-Adresse sein");
  await page.getByRole("radio", { name: "Die richtigen Zeilen importieren" }).check({ force: true });
  await page.getByRole("button", { name: "8.000 Personen anmelden" }).click();
  const registered = async () =>
    (await call<{ registered_count: number }>("GET", `/events/${event.id}`, { token: bob.token }))
      .registered_count;
  await expect.poll(registered, { intervals: [50] }).toBeGreaterThan(0);
  await call("PATCH", `/events/${event.id}/cancel`, { token: bob.token, body: { reason: "Storm" } });
  await expect(page.getByText("Nicht mehr erreicht")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/^Vorzeitig beendet/u)).toBeVisible();
});

test("Bob sets up the door, and sees on the overview and in the log who came", async ({ browserOf }) => {
  const [alice, bob] = await Promise.all([makePerson("Alice Ahmed"), makePerson("Bob Berg", "organizer")]);
  const event = await makePublishedEvent(bob);
  const page = await browserOf(bob);
  await page.goto("/manage");
  const card = page.getByRole("listitem").filter({ hasText: event.title });
  await expect(card).toContainText("0 of 20 seats taken");
  const ticket = await register(alice, event.id);
  await expect(card).toContainText("1 of 20 seats taken");
  await page.goto(`/manage/${event.id}/door`);
  await page.getByRole("button", { name: "Add check-in point" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Side gate");
  await page.getByRole("dialog").getByRole("button", { name: "Add" }).click();
  await expect(page.getByText("Side gate", { exact: true })).toBeVisible();
  await page.getByRole("textbox", { name: "Email" }).fill(alice.email);
  await page.getByRole("button", { name: "Add to door staff" }).click();
  await expect(page.getByRole("button", { name: "Remove Alice Ahmed" })).toBeVisible();

  await call("POST", "/verify", { token: bob.token, body: { qr_code: ticket.qr_code, event_id: event.id } });
  await call("POST", "/verify", { token: bob.token, body: { qr_code: "nonsense", event_id: event.id } });
  await page.getByRole("link", { name: "Scans" }).click();
  await expect(page.getByRole("row", { name: /Alice Ahmed/u })).toContainText("Admitted");
  await expect(page.getByRole("row", { name: /Unknown code/u })).toBeVisible();
  expect(await downloadAsCsv(page)).toContain("Alice Ahmed");
  await page.getByRole("button", { name: "Undo this scan of Alice Ahmed" }).click();
  await page.getByRole("alertdialog").getByLabel("Reason").fill("The wrong Alice");
  await page.getByRole("alertdialog").getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("row", { name: /Alice Ahmed/u })).toContainText(
    "Undone by Bob Berg: The wrong Alice",
  );
  await call("POST", "/verify", { token: bob.token, body: { qr_code: ticket.qr_code, event_id: event.id } });
  await page.getByRole("link", { name: "Overview" }).click();
  await page.getByText("Show as a table").first().click();
  await expect(page.getByRole("table", { name: "Arrivals, as a table" })).toBeVisible();
});

test("two doors let the same ticket in: Bob sees it, counted once, and writes down what came of it", async ({
  browserOf,
}) => {
  const [alice, bob] = await Promise.all([makePerson("Alice Ahmed"), makePerson("Bob Berg", "organizer")]);
  const event = await makePublishedEvent(bob);
  const ticket = await register(alice, event.id);
  const minute = 60_000;
  const points = await call<{ id: string }[]>("GET", `/events/${event.id}/check-in-points`, {
    token: bob.token,
  });
  const scans = [9, 5].map((minutes, index) => ({
    scan_id: crypto.randomUUID(),
    qr_code: ticket.qr_code,
    check_in_point_id: points[0]?.id,
    device_id: `phone ${index + 1}`,
    scanned_at: new Date(Date.now() - minutes * minute).toISOString(),
    device_verdict: "admitted",
  }));
  await call("POST", `/events/${event.id}/scans`, { token: bob.token, body: { scans } });
  const page = await browserOf(bob);
  await page.goto(`/manage/${event.id}`);
  const admitted = page.getByRole("group", { name: "Checked in" });
  await expect(admitted).toContainText("1");
  await page.getByRole("link", { name: "1 conflict to look at" }).click();
  const conflict = page.getByRole("article").filter({ hasText: "Alice Ahmed was let in twice" });
  await expect(conflict).toContainText("phone 1");
  await expect(conflict).toContainText("phone 2");
  await expectAccessible(page);
  await conflict.getByRole("button", { name: "Resolve" }).click();
  const dialog = page.getByRole("alertdialog");
  await expectAccessible(page);
  await dialog.getByLabel("Note").fill("Her twin had the same picture.");
  await dialog.getByRole("button", { name: "Resolve" }).click();
  await expect(conflict).toBeHidden();
  await expect(page.getByRole("row", { name: /phone 2/u })).toContainText(
    "Resolved by Bob Berg: Her twin had the same picture.",
  );
  await page.getByRole("link", { name: "Overview" }).click();
  await expect(admitted).toContainText("1");
  await expect(page.getByRole("link", { name: /conflict/u })).toBeHidden();
});

test("Bob writes to the people who are not in yet, and has nobody reminded by the clock", async ({
  browserOf,
  expectComplaint,
}) => {
  // What is in the preview's frame runs no script: not the test's own either, which it says aloud.
  expectComplaint(/Blocked script execution in 'about:srcdoc'/u);
  const [alice, eve, bob] = await Promise.all([
    makePerson("Alice Ahmed"),
    makePerson("Eve Eden"),
    makePerson("Bob Berg", "organizer"),
  ]);
  const event = await makePublishedEvent(bob);
  const [ticket] = await Promise.all([register(alice, event.id), register(eve, event.id)]);
  await call("POST", "/verify", { token: bob.token, body: { qr_code: ticket.qr_code, event_id: event.id } });
  const page = await browserOf(bob);
  await page.goto(`/manage/${event.id}`);
  await page.getByRole("link", { name: "Messages" }).click();
  await expect(page.getByRole("heading", { name: "No messages yet" })).toBeVisible();

  const reminders = page.getByRole("switch", { name: "Remind people with a ticket" });
  await expect(reminders).toBeChecked();
  await page.getByText("Remind people with a ticket", { exact: true }).click();
  await expect(page.getByText("Nobody is reminded")).toBeVisible();
  await page.reload();
  await expect(reminders).not.toBeChecked();
  await page.getByText("Remind people with a ticket", { exact: true }).click();
  await expect(page.getByText("People are reminded")).toBeVisible();
  await expect(reminders).toBeChecked();

  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(page.getByText("Must not be empty")).toHaveCount(2);
  const subject = uniqueTitle("Doors close soon");
  await page.getByText("People who are not in yet", { exact: true }).click();
  await page.getByLabel("Subject").fill(subject);
  await page.getByRole("textbox", { name: "Message" }).fill("Come **now**, please.");
  await page.reload();
  await expect(page.getByText("What you typed before is here again")).toBeVisible();
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByText("1 person would get it now.")).toBeVisible();
  await expect(page.locator("iframe")).toHaveAttribute("srcdoc", /<strong>now<\/strong>/u);
  await expect(page.locator("iframe")).not.toHaveAttribute("sandbox", /scripts|same-origin/u);
  await expectAccessible(page);
  await expectFrameAccessible(page.locator("iframe"));
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Send to 1 person" }).click();
  const sent = page.getByRole("listitem").filter({ hasText: subject });
  await expect(sent).toContainText("1 person · by Bob Berg");
  await expect(page.getByLabel("Subject")).toHaveValue("");
  expect(await newestMail(eve.email, subject)).toContain("<strong>now</strong>");
  await page.reload();
  await expect(page.getByLabel("Subject")).toHaveValue("");
});

test("Bob makes a copy of his event, calls the event off, and deletes the copy", async ({ browserOf }) => {
  const bob = await makePerson("Bob Berg", "organizer");
  const event = await makePublishedEvent(bob);
  const page = await browserOf(bob);
  await page.goto(`/manage/${event.id}`);
  await page.getByRole("button", { name: "Duplicate event" }).click();
  await page.getByRole("button", { name: "Make the copy" }).click();
  await expect(page.getByRole("heading", { name: "Edit event", level: 1 })).toBeVisible();
  await expect(page.getByLabel("Title")).toHaveValue(event.title);
  const copy = page.url().replace(/\/edit.*$/u, "");
  expect(copy).not.toContain(event.id);

  await page.goto(`/manage/${event.id}`);
  await page.getByRole("button", { name: "Cancel event" }).click();
  const question = page.getByRole("alertdialog");
  const reason = question.getByRole("textbox", { name: "Reason", exact: true });
  await expect(reason).toHaveAccessibleDescription(/^optional\. ./u);
  await reason.fill("The hall is closed.");
  await question.getByRole("button", { name: "Cancel event" }).click();
  await expect(page.getByText("The event is cancelled")).toBeVisible();
  // The toast that tells of it is an `alertdialog` too.
  await expect(question.getByRole("button", { name: "Cancel event" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Cancel event" })).toBeHidden();

  await page.goto(copy);
  await page.getByRole("button", { name: "Delete event" }).click();
  await question.getByRole("button", { name: "Delete event" }).click();
  await expect(page.getByText(`“${event.title}” is deleted`)).toBeVisible();
  await expect(page).toHaveURL(/\/manage$/u);
});

test("every page of an event's management is accessible and fits, on any screen, light and dark", async ({
  browserOf,
}) => {
  test.setTimeout(180_000);
  const [alice, bob] = await Promise.all([makePerson("Alice Ahmed"), makePerson("Bob Berg", "organizer")]);
  const event = await makePublishedEvent(bob);
  await prepare(event.id, alice, bob);
  const page = await browserOf(bob, { viewport: phone });
  for (const tab of [
    "",
    "attendees",
    "waitlist",
    "messages",
    "questions",
    "door",
    "scans",
    "history",
    "import",
    "edit",
    "badges",
    "list",
  ]) {
    await page.goto(`/manage/${event.id}/${tab}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectEveryScreen(page, tab, { isPaper: tab === "badges" });
  }
});

/** What the browser prints by the page's own CSS; sizes in points. */
async function onPaper(page: Page): Promise<{ pages: number; size: number[]; text: string }> {
  const pdf = await getDocumentProxy(new Uint8Array(await page.pdf({ preferCSSPageSize: true })));
  const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 });
  const { text } = await extractText(pdf, { mergePages: true });
  return { pages: pdf.numPages, size: [width, height].map(Math.round), text };
}

/** An event with something on each of its pages. */
async function prepare(eventId: string, alice: Person, bob: Person): Promise<void> {
  const ticket = await register(alice, eventId);
  await call("POST", "/verify", { token: bob.token, body: { qr_code: ticket.qr_code, event_id: eventId } });
  await call("PATCH", `/events/${eventId}`, { token: bob.token, body: { title: "Another title" } });
}
