import { z } from "zod";
import { eventStatuses } from "./events.ts";
import { pageInput, pageOf } from "./paging.ts";
import { id, idOut, instantOut, searchText } from "./text.ts";

export const registrationStatuses = ["registered", "checked_in", "cancelled"] as const;
export type RegistrationStatus = (typeof registrationStatuses)[number];

export const registrationSources = ["self", "walk_in", "import", "waitlist"] as const;
export type RegistrationSource = (typeof registrationSources)[number];

export const questionKinds = ["text", "choice", "checkbox"] as const;

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
export const attendeePage = pageOf(attendee);

export const registerInput = z.strictObject({ eventId: id });
export const registrationIdInput = z.strictObject({ registrationId: id });
export const listTicketsInput = z.strictObject({
  ...pageInput,
  /** `upcoming`: the event is not over and the registration not cancelled; `past`: the rest. */
  when: z.enum(["upcoming", "past", "all"]).default("all"),
});
export const listAttendeesInput = z.strictObject({
  ...pageInput,
  eventId: id,
  q: searchText.optional(),
  status: z.enum(registrationStatuses, "Must be one of the statuses").optional(),
});
