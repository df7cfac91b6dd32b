import { z } from "zod";
import { pageInput, pageOf } from "./paging.ts";
import { registerInput } from "./registrations.ts";
import { id, idOut, instantOut } from "./text.ts";

/** `accepted`: the person has a ticket; `expired`: an offer was let pass, or the event was called off. */
export const waitlistStatuses = ["waiting", "offered", "accepted", "expired", "left"] as const;

/** Somebody's place on an event's waitlist. An offer holds a seat for them until `offerExpiresAt`. */
export const waitlistEntry = z.object({
  id: idOut,
  eventId: idOut,
  eventTitle: z.string(),
  eventStartAt: instantOut,
  status: z.enum(waitlistStatuses),
  /** 1 is the next who is offered a seat; null for those who do not wait. */
  position: z.number().nullable(),
  joinedAt: instantOut,
  offerExpiresAt: instantOut.nullable(),
});
export type WaitlistEntry = z.infer<typeof waitlistEntry>;
export const waitlistPage = pageOf(waitlistEntry);

/** The same as organizers see it: with the person. */
export const waitingPerson = waitlistEntry.extend({
  userId: idOut,
  userDisplayName: z.string(),
  userEmail: z.string(),
});
export type WaitingPerson = z.infer<typeof waitingPerson>;
export const waitingPersonPage = pageOf(waitingPerson);

export const acceptOfferInput = registerInput;
export const listOwnWaitlistInput = z.strictObject({ ...pageInput });
export const listWaitlistInput = z.strictObject({
  ...pageInput,
  eventId: id,
  /** Waiting and offered when left out. */
  status: z.enum(waitlistStatuses, "Must be one of the statuses").optional(),
});
