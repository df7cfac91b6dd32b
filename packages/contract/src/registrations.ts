import { z } from "zod";
import { eventStatuses } from "./events.ts";
import { pageInput, pageOf, wholeNumber } from "./paging.ts";
import {
  displayName,
  email,
  flag,
  id,
  idOut,
  instantOut,
  line,
  searchText,
  storableText,
  unlessMissing,
} from "./text.ts";

export const registrationStatuses = ["registered", "checked_in", "cancelled"] as const;
export type RegistrationStatus = (typeof registrationStatuses)[number];

export const registrationSources = ["self", "walk_in", "import", "waitlist"] as const;
export type RegistrationSource = (typeof registrationSources)[number];

export const questionKinds = ["text", "choice", "checkbox"] as const;

const option = line(100);

const questionInput = z
  .strictObject({
    /** Of a question that is there already; left out for a new one. */
    id: id.optional(),
    label: line(200),
    kind: z.enum(questionKinds, unlessMissing(`Must be one of ${questionKinds.join(", ")}`)),
    /** What can be chosen. */
    options: z.array(option).max(30, "Must be at most 30 options").default([]),
    isRequired: z.boolean(unlessMissing("Must be true or false")).default(false),
  })
  .superRefine(({ kind, options }, context) => {
    const problem =
      kind !== "choice" && options.length > 0
        ? "Only a choice has options"
        : kind === "choice" && options.length < 2
          ? "Must be at least 2 options"
          : new Set(options).size < options.length
            ? "Must differ from each other"
            : null;
    if (problem) context.addIssue({ code: "custom", path: ["options"], message: problem });
  });

/** All questions of an event, in their order: what is not among them is not asked any more. */
export const setQuestionsInput = z.strictObject({
  eventId: id,
  questions: z
    .array(questionInput)
    .max(20, "Must be at most 20 questions")
    .superRefine((questions, context) => {
      const ids = questions.flatMap((question) => question.id ?? []);
      if (new Set(ids).size < ids.length)
        context.addIssue({ code: "custom", message: "Must not name a question twice" });
    }),
});
export type SetQuestionsInput = z.infer<typeof setQuestionsInput>;

/** What an event asks of those who register. */
export const question = z.object({
  id: idOut,
  label: z.string(),
  kind: z.enum(questionKinds),
  options: z.array(z.string()),
  isRequired: z.boolean(),
});
export type Question = z.infer<typeof question>;

/** By question: text, one of the options, or whether a box is checked. What fits a question, the verb knows. */
const answersInput = z.record(
  id,
  z.union([storableText(1000), z.boolean()], "Must be text, or true or false"),
  unlessMissing("Must be an object of answers by question"),
);
export type AnswersInput = z.infer<typeof answersInput>;

const registrationFields = {
  id: idOut,
  eventId: idOut,
  eventTitle: z.string(),
  eventStartAt: instantOut,
  userId: idOut,
  status: z.enum(registrationStatuses),
  createdAt: instantOut,
};

/** A registration as its holder sees it: with the ticket code. */
export const registration = z.object({ ...registrationFields, qrCode: z.string() });
export type Registration = z.infer<typeof registration>;

/** A ticket: a registration with what its holder needs to find the place. */
export const ticket = registration.extend({
  holderName: z.string(),
  eventEndAt: instantOut,
  eventTimeZone: z.string(),
  eventLocation: z.string(),
  eventCategory: z.string(),
  eventStatus: z.enum(eventStatuses),
});
export type Ticket = z.infer<typeof ticket>;
export const ticketPage = pageOf(ticket);

/** A registration as organizers and door staff see it: with the person, and never with the ticket code. */
export const attendee = z.object({
  ...registrationFields,
  source: z.enum(registrationSources),
  userDisplayName: z.string(),
  userEmail: z.string(),
  checkedInAt: instantOut.nullable(),
});
export type Attendee = z.infer<typeof attendee>;

/** Beside an attendee: what they answered, in the questions' order. A checkbox's answer is `true` or `false`. */
export const attendeeWithAnswers = attendee.extend({
  answers: z.array(z.object({ questionId: idOut, label: z.string(), value: z.string() })),
});
export type AttendeeWithAnswers = z.infer<typeof attendeeWithAnswers>;
export const attendeePage = pageOf(attendeeWithAnswers);

export const registerInput = z.strictObject({ eventId: id, answers: answersInput.optional() });
export type RegisterInput = z.infer<typeof registerInput>;

/** Organizers register somebody; the name is needed when nobody has this email yet. */
export const registerPersonInput = z.strictObject({
  eventId: id,
  email,
  displayName: displayName.nullish(),
  answers: answersInput.optional(),
});
export type RegisterPersonInput = z.infer<typeof registerPersonInput>;

export const importModes = ["all_or_nothing", "valid_rows"] as const;

/** Rows beyond this are refused as a whole. */
export const maxImportRows = 50_000;

/** A CSV file with a header: a column for the email, and one for the name of those who are not known yet. */
export const importInput = z.strictObject({
  eventId: id,
  csv: z.string(unlessMissing("Must be text")).min(1, "Must not be empty"),
  mode: z.enum(importModes, `Must be one of ${importModes.join(", ")}`).default("all_or_nothing"),
  /** Says what would come of it, and changes nothing. */
  dryRun: flag.default(false),
  /** Made by the client (UUIDv7), to ask how far it is, and to send it again: the same id is the same import. */
  importId: id.optional(),
});
export type ImportInput = z.infer<typeof importInput>;

/** `field` is the column that the row fails by; null where the event has no seat for it. Lines count from 1, the header's. */
const importError = z.object({ line: z.number(), field: z.string().nullable(), message: z.string() });

/**
 * What came of an import. Who is registered already is kept as they are; a person who is in the file again counts once.
 * `isApplied` is false for a dry run, and where all or nothing came to nothing: then there is no `importId` either.
 */
export const importResult = z.object({
  importId: idOut.nullable(),
  isApplied: z.boolean(),
  /** Why it ended before its end: the event was called off meanwhile, or we failed. */
  stoppedBy: z.enum(["event_cancelled", "internal"]).nullable(),
  /** People of the file who were to be registered and were not, because it ended before them. */
  notReached: z.number(),
  rows: z.number(),
  registered: z.number(),
  /** Of these, who had cancelled before. */
  registeredAgain: z.number(),
  alreadyRegistered: z.number(),
  repeated: z.number(),
  newPeople: z.number(),
  errorCount: z.number(),
  /** The first thousand. */
  errors: z.array(importError),
  ignoredColumns: z.array(z.string()),
});
export type ImportResult = z.infer<typeof importResult>;

export const importStatuses = ["running", "done", "stopped"] as const;

/** The event's last import when none is named. */
export const getImportInput = z.strictObject({ eventId: id, importId: id.optional() });
export type GetImportInput = z.infer<typeof getImportInput>;

/** How far an import is: `done` of `total` people. */
export const importProgress = z.object({
  importId: idOut,
  eventId: idOut,
  status: z.enum(importStatuses),
  total: z.number(),
  done: z.number(),
  startedAt: instantOut,
  finishedAt: instantOut.nullable(),
  /** Null while it goes on. */
  result: importResult.nullable(),
});
export type ImportProgress = z.infer<typeof importProgress>;

export const registrationIdInput = z.strictObject({ registrationId: id });
export const listTicketsInput = z.strictObject({
  ...pageInput,
  /** `upcoming`: the event is not over and the registration not cancelled; `past`: the rest. */
  when: z.enum(["upcoming", "past", "all"], "Must be upcoming, past or all").default("all"),
});
/** By the time of registration when left out; by name; or by status and then by name. */
const attendeeSorts = ["registered_at", "name", "status"] as const;

/** Which attendees: of the list, and of the same as a file. */
export const attendeeFilters = {
  eventId: id,
  q: searchText.optional(),
  status: z.enum(registrationStatuses, "Must be one of the statuses").optional(),
  /** How they came to it. */
  source: z.enum(registrationSources, `Must be one of ${registrationSources.join(", ")}`).optional(),
  /** Who answered this question; with `answer`, in this way. */
  questionId: id.optional(),
  answer: storableText(1000).optional(),
};

export function refuseAnswerAlone(
  { questionId, answer }: { questionId?: string | undefined; answer?: string | undefined },
  context: z.RefinementCtx,
): void {
  if (answer !== undefined && questionId === undefined)
    context.addIssue({ code: "custom", path: ["questionId"], message: "Is required with an answer" });
}

export const listAttendeesInput = z
  .strictObject({
    ...pageInput,
    /** More than elsewhere: an organizer scrolls through all of them. */
    limit: wholeNumber(1, 500).default(20),
    ...attendeeFilters,
    sort: z.enum(attendeeSorts, `Must be one of ${attendeeSorts.join(", ")}`).optional(),
    /** Newest first by the time of registration, upwards by the others when left out. */
    direction: z.enum(["asc", "desc"], "Must be asc or desc").optional(),
  })
  .superRefine(refuseAnswerAlone);
export type ListAttendeesInput = z.infer<typeof listAttendeesInput>;

/** The most registrations that one call acts on. */
const maxAtOnce = 500;

const someRegistrations = {
  eventId: id,
  registrationIds: z
    .array(id, unlessMissing("Must be a list of ids"))
    .min(1, "Must not be empty")
    .max(maxAtOnce, `Must be at most ${maxAtOnce} registrations`),
};

/** What came of each registration that was named. */
function outcomes<const Outcome extends string>(...names: Outcome[]) {
  return z.array(z.object({ registrationId: idOut, outcome: z.enum(names) }));
}

export const cancelManyInput = z.strictObject({
  ...someRegistrations,
  /** Told to those whose registrations are cancelled. */
  reason: line(500).optional(),
});
export type CancelManyInput = z.infer<typeof cancelManyInput>;

/** What came of each; one that was used at the door stays. */
export const cancelManyResult = z.object({
  cancelled: z.number(),
  results: outcomes("cancelled", "already_cancelled", "already_admitted", "not_found"),
});
export type CancelManyResult = z.infer<typeof cancelManyResult>;

export const restoreManyInput = z.strictObject(someRegistrations);
export type RestoreManyInput = z.infer<typeof restoreManyInput>;

/** `no_seat`: it went to somebody else meanwhile. `cancelled_by_holder`: nobody brings back what they gave up themselves. */
export const restoreManyResult = z.object({
  restored: z.number(),
  results: outcomes("restored", "no_seat", "not_cancelled", "cancelled_by_holder", "not_found"),
});
export type RestoreManyResult = z.infer<typeof restoreManyResult>;

export const resendTicketsInput = z.strictObject(someRegistrations);
export type ResendTicketsInput = z.infer<typeof resendTicketsInput>;

/** `just_sent`: within the last ten minutes. `unreachable`: mails to this address came back, and none are sent there. */
export const resendTicketsResult = z.object({
  sent: z.number(),
  results: outcomes("sent", "just_sent", "unreachable", "cancelled", "not_found"),
});
export type ResendTicketsResult = z.infer<typeof resendTicketsResult>;
