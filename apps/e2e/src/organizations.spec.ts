import { randomUUID } from "node:crypto";
import { call, makeEvent, makePerson, makePublishedEvent, type Person, register, rootToken } from "./api.ts";
import { linkFromMail } from "./outbox.ts";
import { expect, phone, test } from "./test.ts";
import { typeTicketCode } from "./type-ticket-code.ts";

const day = 24 * 60 * 60 * 1000;

/** A second organization, led by this person, who is in the first one too. */
async function makeChoir(leader: Person) {
  const slug = `choir-${randomUUID().slice(0, 8)}`;
  const name = `Choir ${slug.slice(6)}`;
  const root = await rootToken();
  await call("POST", "/organizations", {
    token: root,
    body: { name, slug, admin_email: leader.email },
  });
  await join(leader);

  async function join(person: Person): Promise<void> {
    const token = (await linkFromMail(person.email, "/invitation")).split("token=")[1];
    await call("POST", "/invitations/accept", { token: person.token, body: { token } });
  }

  return {
    slug,
    name,
    async add(person: Person): Promise<void> {
      await call("POST", "/invitations", {
        token: leader.token,
        organization: slug,
        body: { email: person.email, role: "member" },
      });
      await join(person);
    },
    makeEvent(): Promise<{ id: string; title: string }> {
      // An admin's own event needs nobody's approval.
      return call<{ id: string; title: string }>("POST", "/events", {
        token: leader.token,
        organization: slug,
        body: {
          title: `Concert ${randomUUID().slice(0, 6)}`,
          description: "Songs.",
          start_at: new Date(Date.now() + 3 * day).toISOString(),
          end_at: new Date(Date.now() + 3 * day + 7_200_000).toISOString(),
          time_zone: "Europe/Berlin",
          location: "Hall 2, Berlin",
          category: "talk",
          capacity: 7,
        },
      });
    },
    register: (person: Person, eventId: string) =>
      call<{ id: string }>("POST", `/events/${eventId}/registrations`, {
        token: person.token,
        organization: slug,
      }),
  };
}

test("what is written in one tab goes where that tab is, though another one has turned to a second organization", async ({
  browserOf,
}) => {
  const olga = await makePerson("Olga Two", "organizer");
  const mine = await makeEvent(olga);
  const choir = await makeChoir(olga);

  const page = await browserOf(olga);
  await page.goto(`/manage/${mine.id}/edit`);
  const title = `Changed ${randomUUID().slice(0, 6)}`;
  await page.getByLabel("Title").fill(title);

  const other = await page.context().newPage();
  await other.goto("/events");
  await other.getByRole("button", { name: "Account of Olga Two" }).click();
  await other.getByRole("menuitem", { name: `Go to ${choir.name}` }).click();
  await expect(other.getByRole("link", { name: `EventMaster ${choir.name}` })).toBeVisible();
  // A tab that is opened from now on is there, too, and stays there when it is loaded again.
  const third = await page.context().newPage();
  await third.goto("/events");
  await expect(third.getByRole("link", { name: new RegExp(choir.name, "u") })).toBeVisible();

  await page.getByRole("button", { name: "Save changes" }).click();
  await expect
    .poll(() =>
      call<{ title: string }>("GET", `/events/${mine.id}`, { token: olga.token }).then(
        (event) => event.title,
      ),
    )
    .toBe(title);
  await expect(page.getByRole("link", { name: new RegExp(choir.name, "u") })).toBeHidden();
});

test("a link leads into the organization that it belongs to: a ticket, its file, an event for anybody, seats as they are taken", async ({
  browserOf,
  expectComplaint,
}) => {
  expectComplaint(/status of 404|was preloaded using link preload/u);
  const olga = await makePerson("Olga Leader", "organizer");
  const mia = await makePerson("Mia Member");
  const choir = await makeChoir(olga);
  await choir.add(mia);
  const concert = await choir.makeEvent();
  const { id } = await choir.register(mia, concert.id);

  const page = await browserOf(mia, { viewport: phone });
  await page.goto(`/tickets/${id}`);
  await expect(page.getByRole("heading", { name: concert.title, exact: true })).toBeVisible();
  await expect(page.getByText(`You are now in ${choir.name}`)).toBeVisible();
  const file = await page.getByRole("link", { name: /PDF/u }).getAttribute("href");
  const answer = await page.request.get(file ?? "");
  expect(answer.headers()["content-type"]).toBe("application/pdf");
  // It stays there over a load, and the lists are of there.
  await page.reload();
  await expect(page.getByRole("heading", { name: concert.title, exact: true })).toBeVisible();
  await page.goto("/tickets");
  await expect(page.getByRole("link", { name: concert.title })).toBeVisible();

  const stranger = await browserOf(null);
  await stranger.goto(`/events/${concert.id}`);
  await expect(stranger.getByRole("heading", { name: concert.title, exact: true })).toBeVisible();
  await expect(stranger.getByText("6 seats left")).toBeVisible();
  const nils = await makePerson("Nils New");
  await choir.add(nils);
  await choir.register(nils, concert.id);
  await expect(stranger.getByText("5 seats left")).toBeVisible();

  await stranger.goto(`/events/${randomUUID()}`);
  await expect(stranger.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
});

test("a door stays open while the same browser turns to another organization, and a link opens the door of that one", async ({
  browserOf,
  expectComplaint,
}) => {
  expectComplaint(/was preloaded using link preload/u);
  const olga = await makePerson("Olga Door", "organizer");
  const party = await makePublishedEvent(olga, { start_at: new Date(Date.now() + 60_000).toISOString() });
  const bob = await makePerson("Bob Guest");
  const { qr_code: code } = await register(bob, party.id);
  const choir = await makeChoir(olga);
  const concert = await choir.makeEvent();

  const door = await browserOf(olga, { viewport: phone });
  await door.goto(`/scanner/?event=${party.id}`);
  await expect(door.getByRole("heading", { name: party.title, exact: true })).toBeVisible();

  const web = await door.context().newPage();
  await web.goto("/events");
  await web.getByRole("button", { name: "Account of Olga Door" }).click();
  await web.getByRole("menuitem", { name: `Go to ${choir.name}` }).click();
  await expect(web.getByRole("link", { name: new RegExp(choir.name, "u") })).toBeVisible();

  await door.reload();
  await expect(door.getByRole("heading", { name: party.title, exact: true })).toBeVisible();
  await typeTicketCode(door, code, /Bob Guest/u);
  await expect
    .poll(async () => {
      const path = `/events/${party.id}/attendees`;
      const { items } = await call<{ items: { status: string }[] }>("GET", path, { token: olga.token });
      return items.map(({ status }) => status);
    })
    .toEqual(["checked_in"]);

  await web.goto(`/scanner/?event=${concert.id}`);
  await expect(web.getByRole("heading", { name: concert.title, exact: true })).toBeVisible();
  // The first door is not closed by the second.
  await door.reload();
  await expect(door.getByRole("heading", { name: party.title, exact: true })).toBeVisible();
});
