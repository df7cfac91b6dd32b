import type { checkInPoints, eventRevisions } from "@eventmaster/db/schema/events";
import type { scans } from "@eventmaster/db/schema/check-in";
import type { answers, questions, waitlistEntries } from "@eventmaster/db/schema/registrations";
import { uuidv7 } from "uuidv7";
import type { OrganizationId } from "../context.ts";

/** Rows that make every page look alive, beside people, events and registrations. */
export interface LifeRows {
  questions: (typeof questions.$inferInsert)[];
  answers: (typeof answers.$inferInsert)[];
  waitlistEntries: (typeof waitlistEntries.$inferInsert)[];
  revisions: (typeof eventRevisions.$inferInsert)[];
  checkInPoints: (typeof checkInPoints.$inferInsert)[];
  scans: (typeof scans.$inferInsert)[];
}

export interface Life {
  rows: LifeRows;
  organizationId: OrganizationId;
  now: Date;
  random: () => number;
  record: (
    action: string,
    subjectType: string,
    subjectId: string,
    at: Date,
    actorId: string,
    details?: object,
  ) => void;
}

interface DemoEvent {
  id: string;
  pointId: string;
  title: string;
  startAt: Date;
  organizerId: string;
}

const minute = 60 * 1000;
const hour = 60 * minute;

/** Questions of an event, and what those said who are registered. */
export function ask(life: Life, event: DemoEvent, registrationIds: string[]): void {
  const { rows, organizationId, now, random } = life;
  const at = new Date(now.getTime() - 21 * 24 * hour);
  const asked = [
    {
      label: "What do you eat?",
      kind: "choice",
      options: ["Everything", "Vegetarian", "Vegan", "Halal"],
      isRequired: true,
    },
    {
      label: "Which track interests you most?",
      kind: "choice",
      options: ["Reliability", "Interfaces", "Data"],
      isRequired: false,
    },
    { label: "May photos of you be shown?", kind: "checkbox", options: [], isRequired: false },
    { label: "Is there anything we should know?", kind: "text", options: [], isRequired: false },
  ] as const;
  const wishes = [
    "A seat near the door, please",
    "I bring a guide dog",
    "Nut allergy",
    "Gluten-free, if you can",
  ];
  const questionIds = asked.map((question, position) => {
    const id = uuidv7();
    rows.questions.push({
      ...question,
      options: [...question.options],
      id,
      organizationId,
      eventId: event.id,
      position,
      createdAt: at,
    });
    return id;
  });
  life.record("event.set_questions", "event", event.id, at, event.organizerId);
  const oneOf = (words: readonly string[]) => words[Math.floor(random() ** 1.6 * words.length)] ?? "";
  for (const registrationId of registrationIds) {
    const said = [
      oneOf(asked[0].options),
      random() < 0.8 ? oneOf(asked[1].options) : null,
      random() < 0.9 ? String(random() < 0.7) : null,
      random() < 0.08 ? oneOf(wishes) : null,
    ];
    for (const [index, value] of said.entries()) {
      const questionId = questionIds[index];
      if (value !== null && questionId)
        rows.answers.push({ registrationId, questionId, organizationId, value });
    }
  }
}

/** A queue at a full event; the first of it have an offer, whose seats are not among those taken. */
export function queue(life: Life, event: DemoEvent, userIds: string[], offers: number): void {
  const { rows, organizationId, now } = life;
  for (const [index, userId] of userIds.entries()) {
    const id = uuidv7();
    const joinedAt = new Date(now.getTime() - (userIds.length - index) * 3 * hour - 5 * minute);
    const offeredAt = new Date(now.getTime() - 2 * hour);
    rows.waitlistEntries.push({
      id,
      organizationId,
      eventId: event.id,
      userId,
      joinedAt,
      ...(index < offers
        ? { status: "offered" as const, offeredAt, offerExpiresAt: new Date(offeredAt.getTime() + 12 * hour) }
        : {}),
    });
    life.record("waitlist.join", "waitlist_entry", id, joinedAt, userId, { eventId: event.id });
    if (index < offers)
      life.record("waitlist.offer", "waitlist_entry", id, offeredAt, event.organizerId, {
        eventId: event.id,
      });
  }
}

/** Another door or room of an event. */
export function addPoint(life: Life, event: DemoEvent, name: string, kind: "gate" | "session"): string {
  const id = uuidv7();
  const createdAt = new Date(event.startAt.getTime() - 20 * 24 * hour);
  life.rows.checkInPoints.push({
    id,
    organizationId: life.organizationId,
    eventId: event.id,
    name,
    kind,
    createdAt,
  });
  return id;
}

/** What else happens at a door: a ticket a second time, a code of another system, one that two phones let in unknowingly. */
export function disturb(life: Life, event: DemoEvent, admittedIds: string[]): void {
  const [again, twice] = admittedIds;
  const scan = (
    registrationId: string | undefined,
    fields: Pick<typeof scans.$inferInsert, "verdict" | "deviceVerdict">,
    minutes: number,
  ) => {
    const at = new Date(event.startAt.getTime() + minutes * minute);
    life.rows.scans.push({
      ...fields,
      id: uuidv7(),
      organizationId: life.organizationId,
      eventId: event.id,
      registrationId: registrationId ?? null,
      checkInPointId: event.pointId,
      deviceId: "demo-phone-2",
      scannedBy: event.organizerId,
      scannedAt: at,
      receivedAt: new Date(at.getTime() + 4 * minute),
    });
  };
  scan(again, { verdict: "already_admitted" }, 46);
  scan(undefined, { verdict: "unknown" }, 47);
  scan(undefined, { verdict: "forged" }, 48);
  scan(twice, { verdict: "already_admitted", deviceVerdict: "admitted" }, 50);
}

/** What an organizer wants to change of a published event; it waits for an admin. */
export function propose(
  life: Life,
  event: DemoEvent,
  changes: Record<string, { before: unknown; after: unknown }>,
): void {
  const id = uuidv7();
  const createdAt = new Date(life.now.getTime() - 3 * hour);
  life.rows.revisions.push({
    id,
    organizationId: life.organizationId,
    eventId: event.id,
    proposedBy: event.organizerId,
    changes,
    createdAt,
    updatedAt: createdAt,
  });
  const values = (side: "before" | "after") =>
    Object.fromEntries(Object.entries(changes).map(([field, value]) => [field, value[side]]));
  life.record("event.propose", "event", event.id, createdAt, event.organizerId, {
    revisionId: id,
    before: values("before"),
    after: values("after"),
  });
}
