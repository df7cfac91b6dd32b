import { z } from "zod";
import { questionKinds, registrationSources } from "./registrations.ts";
import { checkInPointKinds } from "./check-in.ts";
import { id, idOut, instant, instantOut, timeZone, unlessMissing } from "./text.ts";
import { verdicts } from "./verdicts.ts";

const reportUnits = ["day", "week", "month"] as const;

const arrivalSteps = [5, 15, 60, 1440] as const;

export const eventReportInput = z.strictObject({
  eventId: id,
  /** Minutes of one step of the arrivals; longer where that would be more than a thousand steps. */
  stepMinutes: z.coerce
    .number("Must be 5, 15 or 60")
    .pipe(z.union([z.literal(5), z.literal(15), z.literal(60)], "Must be 5, 15 or 60"))
    .default(15),
});
export type EventReportInput = z.infer<typeof eventReportInput>;

/** What an answer's value was chosen or typed by how many. */
const tally = z.object({ value: z.string(), count: z.number() });

/**
 * How an event is doing, for those who manage it. Times are beginnings: of days, weeks (from Monday) or months in the
 * event's zone, and of steps counted from its first midnight. Series have no gaps.
 */
export const eventReport = z.object({
  eventId: idOut,
  timeZone: z.string(),
  capacity: z.number(),
  /** Everybody who holds a ticket, admitted or not. */
  registered: z.number(),
  cancelled: z.number(),
  /** Seats held for people on the waitlist. */
  offered: z.number(),
  waiting: z.number(),
  /** People with an admission. */
  admitted: z.number(),
  /** Who held a ticket and did not come; null until the event is over. */
  noShows: z.number().nullable(),
  sources: z.array(z.object({ source: z.enum(registrationSources), count: z.number() })),
  registrationUnit: z.enum(reportUnits),
  /** `total` is how many of today's registrations there were by then, less the cancelled. */
  registrations: z.array(
    z.object({ at: instantOut, registered: z.number(), cancelled: z.number(), total: z.number() }),
  ),
  /** The step that the arrivals are counted by. */
  stepMinutes: z.union(arrivalSteps.map((step) => z.literal(step))),
  /** People by their first admission. */
  arrivals: z.array(z.object({ at: instantOut, admitted: z.number(), total: z.number() })),
  /** Of `points` an hour is an hour, or a day where the arrivals are counted by days; hours without anybody are left out. */
  points: z.array(
    z.object({
      id: idOut,
      name: z.string(),
      kind: z.enum(checkInPointKinds),
      admitted: z.number(),
      hours: z.array(z.object({ at: instantOut, admitted: z.number() })),
    }),
  ),
  /** Every scan by its outcome. */
  scans: z.array(z.object({ verdict: z.enum(verdicts), count: z.number() })),
  questions: z.array(
    z.object({
      id: idOut,
      label: z.string(),
      kind: z.enum(questionKinds),
      /** Not asked any more, and answered by some. */
      isRemoved: z.boolean(),
      answered: z.number(),
      /** Of a choice every option; of a checkbox `true` and `false`; of a text the twenty most frequent. */
      tally: z.array(tally),
    }),
  ),
});
export type EventReport = z.infer<typeof eventReport>;

/** The longest period of a platform report, in days: two years. */
export const maxReportDays = 731;

const dayLength = 24 * 60 * 60 * 1000;

export const platformReportInput = z
  .strictObject({
    /** 12 weeks before `to` when left out. */
    from: instant.optional(),
    /** Now when left out. */
    to: instant.optional(),
    unit: z.enum(reportUnits, unlessMissing(`Must be one of ${reportUnits.join(", ")}`)).default("week"),
    /** Of the reader: where their days and weeks begin. */
    timeZone: timeZone.default("UTC"),
  })
  .superRefine(({ from, to }, context) => {
    if (!from || !to) return;
    if (to <= from)
      context.addIssue({ code: "custom", path: ["to"], message: "Must be after the beginning" });
    else if (to.getTime() - from.getTime() > maxReportDays * dayLength)
      context.addIssue({ code: "custom", path: ["to"], message: "Must be at most two years after it" });
  });
export type PlatformReportInput = z.infer<typeof platformReportInput>;

/**
 * Of published events that start in the period. `fillRate` is registrations by seats. `noShowRate` is of events that are
 * over and whose door was used: where nobody was scanned, nobody knows. Rates are 0 to 1, and null without anything to divide by.
 */
const attendance = z.object({
  events: z.number(),
  seats: z.number(),
  registered: z.number(),
  admitted: z.number(),
  fillRate: z.number().nullable(),
  noShowRate: z.number().nullable(),
});

export const platformReport = z.object({
  from: instantOut,
  to: instantOut,
  unit: z.enum(reportUnits),
  timeZone: z.string(),
  totals: attendance.extend({
    /** Registrations and cancellations that were made in the period, for whichever event. */
    registrations: z.number(),
    cancellations: z.number(),
    /** People of the organization, and those who joined it in the period. */
    people: z.number(),
    newPeople: z.number(),
    /** Events and proposed changes that wait for an admin. */
    pendingEvents: z.number(),
    openRevisions: z.number(),
  }),
  /** By day, week or month; without gaps. `events` are those that start then. */
  overTime: z.array(
    z.object({
      at: instantOut,
      registrations: z.number(),
      cancellations: z.number(),
      admissions: z.number(),
      events: z.number(),
    }),
  ),
  /** Most registrations first. */
  categories: z.array(attendance.extend({ category: z.string() })),
  /** The ten with the most registrations. */
  topEvents: z.array(
    attendance.omit({ events: true }).extend({
      id: idOut,
      title: z.string(),
      startAt: instantOut,
      timeZone: z.string(),
      category: z.string(),
    }),
  ),
});
export type PlatformReport = z.infer<typeof platformReport>;
