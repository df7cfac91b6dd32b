import { z } from "zod";
import { pageInput, pageOf } from "./paging.ts";
import {
  flag,
  id,
  idOut,
  instant,
  instantOut,
  line,
  paragraphs,
  plannedInstant,
  searchText,
  timeZone,
  unlessMissing,
} from "./text.ts";

export const eventStatuses = ["pending", "published", "rejected", "cancelled"] as const;
export type EventStatus = (typeof eventStatuses)[number];

export const eventCategories = [
  "company",
  "conference",
  "meetup",
  "talk",
  "workshop",
  "social",
  "music",
  "sport",
  "other",
] as const;
export type EventCategory = (typeof eventCategories)[number];

/** The seed allows 10,000; a stadium needs more (CONTRACT §1). */
export const maxCapacity = 1_000_000;

const capacity = z
  .int(unlessMissing("Must be a whole number"))
  .min(1, "Must be greater than 0")
  .max(maxCapacity, "Must be at most 1,000,000");

const tag = line(30).transform((text) => text.toLowerCase());

/** How long an offer to somebody on the waitlist stands; never past the start. */
const offerHours = z
  .int(unlessMissing("Must be a whole number"))
  .min(1, "Must be at least 1")
  .max(720, "Must be at most 720");

const eventFields = {
  title: line(200),
  description: paragraphs(5000),
  startAt: plannedInstant,
  endAt: plannedInstant,
  timeZone: timeZone.default("UTC"),
  location: line(200),
  capacity,
  category: z.enum(eventCategories, "Must be one of the categories").default("other"),
  tags: z
    .array(tag)
    .max(10, "Must be at most 10 tags")
    .transform((tags) => [...new Set(tags)])
    .default([]),
  registrationOpensAt: plannedInstant.nullish(),
  registrationClosesAt: plannedInstant.nullish(),
  offerHours: offerHours.default(12),
};

interface Schedule {
  startAt?: Date | undefined;
  endAt?: Date | undefined;
  registrationOpensAt?: Date | null | undefined;
  registrationClosesAt?: Date | null | undefined;
}

/** The rules between an event's times, said once for new events, edits, and the stored event with an edit laid over it. */
export function scheduleProblems(schedule: Schedule): Partial<Record<keyof Schedule, string>> {
  const { startAt, endAt, registrationOpensAt, registrationClosesAt } = schedule;
  const problems: Partial<Record<keyof Schedule, string>> = {};
  if (startAt && endAt && endAt <= startAt) problems.endAt = "Must be after the start";
  if (registrationOpensAt && endAt && registrationOpensAt >= endAt)
    problems.registrationOpensAt = "Must be before the end of the event";
  if (registrationClosesAt && endAt && registrationClosesAt > endAt)
    problems.registrationClosesAt = "Must not be after the end of the event";
  if (registrationOpensAt && registrationClosesAt && registrationClosesAt <= registrationOpensAt)
    problems.registrationClosesAt = "Must be after registration opens";
  return problems;
}

function refuseProblems(schedule: Schedule, context: z.RefinementCtx) {
  for (const [field, message] of Object.entries(scheduleProblems(schedule)))
    context.addIssue({ code: "custom", path: [field], message });
}

export const createEventInput = z.strictObject(eventFields).superRefine(refuseProblems);
export type CreateEventInput = z.infer<typeof createEventInput>;

/** Of what is edited, as it was read. */
const version = z.int(unlessMissing("Must be a whole number")).min(1, "Must be at least 1");

/** What an edit may say: any of the fields, and with `version` (of the event as it was read) a stale edit is refused. */
export const updateEventInput = z
  .strictObject({
    eventId: id,
    version: version.optional(),
    title: eventFields.title.optional(),
    description: eventFields.description.optional(),
    startAt: plannedInstant.optional(),
    endAt: plannedInstant.optional(),
    timeZone: timeZone.optional(),
    location: eventFields.location.optional(),
    capacity: capacity.optional(),
    category: z.enum(eventCategories, "Must be one of the categories").optional(),
    tags: eventFields.tags.unwrap().optional(),
    registrationOpensAt: plannedInstant.nullish(),
    registrationClosesAt: plannedInstant.nullish(),
    offerHours: offerHours.optional(),
  })
  .superRefine(refuseProblems);
export type UpdateEventInput = z.infer<typeof updateEventInput>;

export const eventIdInput = z.strictObject({ eventId: id });

const reason = line(500);
export const approveEventInput = z.strictObject({ eventId: id, reason: reason.optional() });
export const rejectEventInput = z.strictObject({ eventId: id, reason });
export const duplicateEventInput = z.strictObject({ eventId: id, startAt: plannedInstant });
export const cancelEventInput = z.strictObject({ eventId: id, reason: reason.optional() });

/**
 * An event as it is shown. `registeredCount` counts registrations that are not cancelled; `seatsLeft` is what anybody may
 * take: seats offered to the waitlist are not among them. `decision` is for those who may manage the event; others get null.
 */
export const event = z.object({
  id: idOut,
  organizerId: idOut,
  organizerName: z.string(),
  title: z.string(),
  description: z.string(),
  startAt: instantOut,
  endAt: instantOut,
  timeZone: z.string(),
  location: z.string(),
  capacity: z.number(),
  registeredCount: z.number(),
  seatsLeft: z.number(),
  offerHours: z.number(),
  status: z.enum(eventStatuses),
  category: z.string(),
  tags: z.array(z.string()),
  registrationOpensAt: instantOut.nullable(),
  registrationClosesAt: instantOut.nullable(),
  version: z.number(),
  createdAt: instantOut,
  updatedAt: instantOut,
  decision: z.object({ reason: z.string().nullable(), decidedAt: instantOut }).nullable(),
});
export type Event = z.infer<typeof event>;
export const eventPage = pageOf(event);

/** A field's value before and after a change. */
const difference = z.object({ field: z.string(), before: z.unknown(), after: z.unknown() });
export type Difference = z.infer<typeof difference>;

export const revisionStatuses = ["open", "accepted", "refused", "withdrawn"] as const;

/**
 * What an organizer wants to change of a published event, which stays as it is until an admin accepts. `isStale`: the
 * event has other values by now than those that the proposal was to replace. `version` counts the proposal's edits.
 */
export const revision = z.object({
  id: idOut,
  eventId: idOut,
  eventTitle: z.string(),
  proposedBy: idOut.nullable(),
  proposedByName: z.string().nullable(),
  status: z.enum(revisionStatuses),
  difference: z.array(difference),
  isStale: z.boolean(),
  version: z.number(),
  reason: z.string().nullable(),
  decidedAt: instantOut.nullable(),
  createdAt: instantOut,
  updatedAt: instantOut,
});
export type Revision = z.infer<typeof revision>;
export const revisionPage = pageOf(revision);

/** What an edit answers: the event as everybody sees it, and the proposal that waits for an admin, if there is one. */
export const editedEvent = event.extend({ revision: revision.nullable() });
export type EditedEvent = z.infer<typeof editedEvent>;

export const listRevisionsInput = z.strictObject({
  ...pageInput,
  eventId: id.optional(),
  status: z.enum(revisionStatuses, "Must be one of the statuses").default("open"),
});
export const revisionIdInput = z.strictObject({ revisionId: id });
/** With `version` (of the proposal as it was read), one that was edited since is not decided on unread. */
export const acceptRevisionInput = z.strictObject({
  revisionId: id,
  version: version.optional(),
  reason: reason.optional(),
});
export const refuseRevisionInput = z.strictObject({
  revisionId: id,
  version: version.optional(),
  reason,
});

/** One entry of an event's history: who decided or changed what, when and why. */
export const historyEntry = z.object({
  id: idOut,
  at: instantOut,
  actorId: idOut.nullable(),
  /** Null where the system itself acted, or the person is gone. */
  actorName: z.string().nullable(),
  action: z.string(),
  reason: z.string().nullable(),
  difference: z.array(difference),
});
export type HistoryEntry = z.infer<typeof historyEntry>;
export const historyPage = pageOf(historyEntry);
export const listHistoryInput = z.strictObject({ ...pageInput, eventId: id });

/** What an admin decides of events and of proposals, as the audit log names it. */
export const decisionActions = [
  "event.approve",
  "event.reject",
  "event.accept_revision",
  "event.refuse_revision",
] as const;

/** One decision of an admin. The title is null where the event is gone. */
export const decision = z.object({
  id: idOut,
  at: instantOut,
  actorName: z.string().nullable(),
  action: z.enum(decisionActions),
  eventId: idOut,
  eventTitle: z.string().nullable(),
  reason: z.string().nullable(),
});
export type Decision = z.infer<typeof decision>;
export const decisionPage = pageOf(decision);
export const listDecisionsInput = z.strictObject({ ...pageInput });

const listFilters = {
  q: searchText.optional(),
  category: z.enum(eventCategories, "Must be one of the categories").optional(),
  tag: tag.optional(),
  /** Events that end after this instant. */
  from: instant.optional(),
  /** Events that start before this instant. */
  to: instant.optional(),
  /** Not over yet, or over. */
  when: z.enum(["upcoming", "past", "all"], "Must be upcoming, past or all").optional(),
  /** Text of the place. */
  place: searchText.optional(),
  /** Only events with a seat that anybody may take. */
  hasSeats: flag.optional(),
};

/**
 * `latest`, by the start downwards, is the seed's order; a person who browses wants the next event first. `relevance`: how
 * well an event fits `q`. Left out, a search goes by relevance and a list by `latest`.
 */
export const eventOrders = ["latest", "soonest", "relevance"] as const;
const order = z.enum(eventOrders, `Must be one of ${eventOrders.join(", ")}`).optional();

export const listEventsInput = z.strictObject({
  ...pageInput,
  ...listFilters,
  /** `published` when left out. Events that are not public are listed to those who may see them. */
  status: z.enum(eventStatuses, "Must be one of the statuses").optional(),
  order,
});
export const listManagedEventsInput = z.strictObject({
  ...pageInput,
  ...listFilters,
  status: z.enum(eventStatuses, "Must be one of the statuses").optional(),
  order,
});
export const listPendingEventsInput = z.strictObject({ ...pageInput, ...listFilters });
