import type { EventCategory, EventStatus } from "@eventmaster/contract/events";
import type { RegistrationStatus } from "@eventmaster/contract/registrations";
import { type DatabaseOrTransaction, inTransaction } from "@eventmaster/db/client";
import { auditLog } from "@eventmaster/db/schema/audit";
import { admissions, scans } from "@eventmaster/db/schema/check-in";
import { checkInPoints, eventRevisions, events } from "@eventmaster/db/schema/events";
import { memberships } from "@eventmaster/db/schema/organizations";
import { answers, questions, registrations, waitlistEntries } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { inArray } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { hashPassword } from "../accounts/passwords.ts";
import type { TicketKeys } from "../check-in/ticket-keys.ts";
import type { OrganizationId } from "../context.ts";
import { addPoint, ask, disturb, type Life, type LifeRows, propose, queue } from "./demo-life.ts";
import { familyNames, givenNames } from "./demo-people.ts";
import { demoProgramme } from "./demo-programme.ts";

/** The three accounts of CONTRACT §6, as the terminal introduces them. */
export const demoLogins = [
  { email: "member@company.com", says: "Alice Member: browses, registers, shows her ticket" },
  { email: "org@company.com", says: "Bob Organizer: creates events, scans at the door" },
  { email: "admin@company.com", says: "Charlie Admin: approves events, manages people" },
] as const;

const demoPassword = "password123";
const peopleCount = 320;
const hour = 60 * 60 * 1000;
const day = 24 * hour;

interface Seeding {
  db: DatabaseOrTransaction;
  organizationId: OrganizationId;
  ticketKeys: TicketKeys;
  now: Date;
}

/**
 * Fills an empty system with the demo data of CONTRACT §6, once: where there are people already, nothing is added.
 * @returns whether the demo accounts are there
 */
export async function seedDemoData(seeding: Seeding): Promise<boolean> {
  const emails = demoLogins.map((login) => login.email);
  return inTransaction(seeding.db, async (tx) => {
    const [anybody] = await tx.select({ id: users.id }).from(users).limit(1);
    if (!anybody) await insertRows(tx, makeRows(seeding, await hashPassword(demoPassword)));
    const found = await tx.$count(users, inArray(users.email, emails));
    return found === emails.length;
  });
}

interface Rows extends LifeRows {
  users: (typeof users.$inferInsert)[];
  memberships: (typeof memberships.$inferInsert)[];
  events: (typeof events.$inferInsert)[];
  registrations: (typeof registrations.$inferInsert)[];
  admissions: (typeof admissions.$inferInsert)[];
  audit: (typeof auditLog.$inferInsert)[];
}

async function insertRows(db: DatabaseOrTransaction, rows: Rows): Promise<void> {
  const tables = [
    [users, rows.users],
    [memberships, rows.memberships],
    [events, rows.events],
    [checkInPoints, rows.checkInPoints],
    [questions, rows.questions],
    [registrations, rows.registrations],
    [answers, rows.answers],
    [waitlistEntries, rows.waitlistEntries],
    [eventRevisions, rows.revisions],
    [scans, rows.scans],
    [admissions, rows.admissions],
    [auditLog, rows.audit],
  ] as const;
  for (const [table, values] of tables) {
    // One statement holds 65,535 parameters at most.
    for (let start = 0; start < values.length; start += 1000)
      await db.insert(table).values(values.slice(start, start + 1000));
  }
}

function makeRows(seeding: Seeding, hashedPassword: string): Rows {
  const { organizationId, ticketKeys, now } = seeding;
  const random = randomFrom(20_260_301);
  const rows: Rows = {
    users: [],
    memberships: [],
    events: [],
    checkInPoints: [],
    questions: [],
    answers: [],
    waitlistEntries: [],
    revisions: [],
    registrations: [],
    scans: [],
    admissions: [],
    audit: [],
  };

  function record(
    action: string,
    subjectType: string,
    subjectId: string,
    at: Date,
    actorId: string,
    details = {},
  ) {
    rows.audit.push({ id: uuidv7(), organizationId, at, actorId, action, subjectType, subjectId, details });
  }

  function addPerson(
    displayName: string,
    email: string,
    role: "member" | "organizer" | "admin",
    hash: string | null,
  ) {
    const id = uuidv7();
    const createdAt = new Date(now.getTime() - (30 + random() * 300) * day);
    rows.users.push({
      id,
      email,
      displayName,
      hashedPassword: hash,
      emailVerifiedAt: createdAt,
      isPlatformAdmin: email === demoLogins[2].email,
      createdAt,
    });
    rows.memberships.push({ organizationId, userId: id, role, createdAt });
    record("account.sign_up", "user", id, createdAt, id);
    return id;
  }

  interface DemoEvent {
    title: string;
    description: string;
    category: EventCategory;
    tags: string[];
    location: string;
    timeZone: string;
    startAt: Date;
    hours: number;
    capacity: number;
    status: EventStatus;
    organizerId: string;
    reason?: string;
  }

  function addEvent({ hours, reason, ...event }: DemoEvent) {
    const id = uuidv7();
    const createdAt = new Date(Math.min(event.startAt.getTime(), now.getTime()) - 28 * day);
    const isDecided = event.status !== "pending";
    const decidedAt = new Date(createdAt.getTime() + day);
    rows.events.push({
      ...event,
      id,
      organizationId,
      endAt: new Date(event.startAt.getTime() + hours * hour),
      createdAt,
      updatedAt: isDecided ? decidedAt : createdAt,
      ...(isDecided ? { decidedBy: charlie, decidedAt, decisionReason: reason ?? null } : {}),
    });
    const pointId = uuidv7();
    rows.checkInPoints.push({ id: pointId, organizationId, eventId: id, name: "Entrance", createdAt });
    record("event.create", "event", id, createdAt, event.organizerId, { status: "pending" });
    if (isDecided)
      record(
        event.status === "rejected" ? "event.reject" : "event.approve",
        "event",
        id,
        decidedAt,
        charlie,
        {
          before: "pending",
          after: event.status,
          reason: reason ?? null,
        },
      );
    return { id, pointId, title: event.title, startAt: event.startAt, organizerId: event.organizerId };
  }

  function register(event: ReturnType<typeof addEvent>, userId: string, status: RegistrationStatus) {
    const id = uuidv7();
    const createdAt = new Date(Math.min(event.startAt.getTime(), now.getTime()) - random() * 20 * day);
    rows.registrations.push({
      id,
      organizationId,
      eventId: event.id,
      userId,
      status,
      qrCode: ticketKeys.sign({ eventId: event.id, registrationId: id, generation: 1 }),
      eventTitle: event.title,
      eventStartAt: event.startAt,
      createdAt,
    });
    const row = rows.events.find((candidate) => candidate.id === event.id);
    if (row) row.registeredCount = (row.registeredCount ?? 0) + 1;
    record("registration.create", "registration", id, createdAt, userId, { eventId: event.id });
    if (status === "checked_in") admit(event, id);
    return id;
  }

  function admit(event: ReturnType<typeof addEvent>, registrationId: string) {
    const scanId = uuidv7();
    // Most people come in the half hour around the start.
    const around = event.startAt.getTime() + (random() + random() - 1.2) * 0.5 * hour;
    const admittedAt = new Date(Math.min(around, now.getTime() - random() * hour));
    const admission = { organizationId, eventId: event.id, registrationId, checkInPointId: event.pointId };
    rows.scans.push({
      ...admission,
      id: scanId,
      deviceId: "demo-phone",
      scannedBy: event.organizerId,
      scannedAt: admittedAt,
      receivedAt: admittedAt,
      verdict: "admitted",
    });
    rows.admissions.push({
      ...admission,
      scanId,
      admittedAt,
      admittedBy: event.organizerId,
      deviceId: "demo-phone",
    });
    record("registration.admit", "registration", registrationId, admittedAt, event.organizerId, {
      eventId: event.id,
      scanId,
    });
  }

  const life: Life = { rows, organizationId, now, random, record };
  const alice = addPerson("Alice Member", demoLogins[0].email, "member", hashedPassword);
  const bob = addPerson("Bob Organizer", demoLogins[1].email, "organizer", hashedPassword);
  const charlie = addPerson("Charlie Admin", demoLogins[2].email, "admin", hashedPassword);
  const organizers = [bob, addPerson("Dana Haddad", "dana@company.com", "organizer", null), charlie];
  const people = Array.from({ length: peopleCount }, (_, index) => {
    const given = givenNames[Math.floor(random() * givenNames.length)] ?? "Alex";
    const family = familyNames[Math.floor(random() * familyNames.length)] ?? "Example";
    return addPerson(`${given} ${family}`, `person${index + 1}@company.test`, "member", null);
  });

  const berlin = { location: "Main Auditorium, Building 1", timeZone: "Europe/Berlin", tags: [] };
  const allHands = addEvent({
    ...berlin,
    title: "Q1 All-Hands Meeting",
    description:
      "Where we stand, where we go, and your questions.\n\nThe recording is shared afterwards; the coffee is not.",
    category: "company",
    startAt: atHour(now, 5, 10, "Europe/Berlin"),
    hours: 2,
    capacity: 200,
    status: "published",
    organizerId: bob,
  });
  const techTalk = addEvent({
    ...berlin,
    title: "Tech Talk: AWS Serverless",
    description:
      "What we moved, what we left, and what the bill says. With a live demo that has worked once.",
    category: "talk",
    tags: ["aws", "serverless"],
    location: "Room 3.12",
    startAt: atHour(now, 10, 16, "Europe/Berlin"),
    hours: 2,
    capacity: 50,
    status: "published",
    organizerId: charlie,
  });
  addEvent({
    ...berlin,
    title: "Team Building Workshop",
    description: "A day outside: raft building, a shared lunch, and a ceremony for the driest team.",
    category: "workshop",
    tags: ["team"],
    location: "Lakeside Camp",
    startAt: atHour(now, 15, 9, "Europe/Berlin"),
    hours: 8,
    capacity: 30,
    status: "rejected",
    organizerId: bob,
    reason: "The lake is closed in that week. Another date?",
  });
  addEvent({
    ...berlin,
    title: "Pending Workshop",
    description: "Writing that people read to the end: an afternoon of cutting your own text.",
    category: "workshop",
    tags: ["writing"],
    location: "Room 2.07",
    startAt: atHour(now, 20, 14, "Europe/Berlin"),
    hours: 3,
    capacity: 25,
    status: "pending",
    organizerId: bob,
  });
  const [, dana = bob] = organizers;
  addEvent({
    ...berlin,
    title: "Photo Walk at Dawn",
    description: "From the harbour to the market hall before the city wakes. Phones are cameras too.",
    category: "social",
    tags: ["photography"],
    location: "Landing Stage 3",
    startAt: atHour(now, 16, 6, "Europe/Berlin"),
    hours: 2,
    capacity: 12,
    status: "pending",
    organizerId: dana,
  });
  register(allHands, alice, "registered");
  register(techTalk, alice, "registered");
  register(allHands, charlie, "checked_in");
  for (const person of pick(people, 118, random)) register(allHands, person, "registered");
  for (const person of pick(people, 33, random)) register(techTalk, person, "registered");

  for (const [index, series] of demoProgramme.entries()) {
    const { days, demand, hour: startHour, ...common } = series;
    for (const daysAhead of days) {
      const startAt = atHour(now, daysAhead, startHour, series.timeZone);
      const isPast = startAt.getTime() + series.hours * hour < now.getTime();
      const organizerId = organizers[index % organizers.length] ?? bob;
      const event = addEvent({ ...common, startAt, status: "published", organizerId });
      // This week's full ones have a queue, of which two were offered the seats that others gave back.
      const offers = series.demand === 1 && !isPast && daysAhead <= 14 ? 2 : 0;
      const seats = Math.min(
        peopleCount,
        Math.round(series.capacity * demand * (isPast ? 1 : fillingUp(daysAhead))) - offers,
      );
      const [comers, others] = split(pick(people, peopleCount, random), seats);
      const sideDoor =
        series.title === "TypeScript Meetup" ? addPoint(life, event, "Side door", "gate") : null;
      const ids = comers.map((person, number) =>
        register(
          sideDoor && number % 3 === 2 ? { ...event, pointId: sideDoor } : event,
          person,
          isPast && random() < 0.87 ? "checked_in" : "registered",
        ),
      );
      if (offers > 0) {
        queue(
          life,
          event,
          series.capacity < 20
            ? [alice, ...others.slice(0, 6)]
            : [...others.slice(0, 4), alice, ...others.slice(4, 19)],
          offers,
        );
        const row = rows.events.find(({ id }) => id === event.id);
        if (row) row.offeredCount = offers;
      }
      if (series.title === "Autumn Engineering Conference") ask(life, event, ids);
      if (sideDoor && isPast) {
        const atEntrance = new Set(
          rows.admissions.flatMap((row) =>
            row.checkInPointId === event.pointId ? [row.registrationId] : [],
          ),
        );
        disturb(
          life,
          event,
          ids.filter((id) => atEntrance.has(id)),
        );
      }
      if (sideDoor && daysAhead === 12)
        propose(life, event, {
          title: { before: event.title, after: "TypeScript Meetup: Types at the Border" },
          startAt: {
            before: event.startAt.toISOString(),
            after: new Date(event.startAt.getTime() + hour).toISOString(),
          },
        });
    }
  }
  return rows;
}

/** Events far ahead are emptier than those of this week. */
function fillingUp(daysAhead: number): number {
  return daysAhead <= 14 ? 1 : Math.max(0.25, 1 - (daysAhead - 14) / 60);
}

/** A number from 0 to 1 at each call, the same ones for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function split<Value>(from: Value[], at: number): [Value[], Value[]] {
  return [from.slice(0, at), from.slice(at)];
}

function pick(from: string[], count: number, random: () => number): string[] {
  return from
    .map((value) => ({ value, rank: random() }))
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, count)
    .map(({ value }) => value);
}

/** The instant at which clocks in the zone show this full hour, so many days after `now`. */
function atHour(now: Date, days: number, localHour: number, timeZone: string): Date {
  const date = new Date(now.getTime() + days * day);
  date.setUTCHours(localHour, 0, 0, 0);
  const shown = new Intl.DateTimeFormat("en", {
    timeZone,
    hour: "numeric",
    minute: "numeric",
    hourCycle: "h23",
  });
  const parts = Object.fromEntries(shown.formatToParts(date).map(({ type, value }) => [type, Number(value)]));
  const ahead = ((parts["hour"] ?? 0) * 60 + (parts["minute"] ?? 0) - localHour * 60 + 36 * 60) % (24 * 60);
  return new Date(date.getTime() - (ahead - 12 * 60) * 60_000);
}
