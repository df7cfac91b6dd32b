import { eventIdInput } from "@eventmaster/contract/events";
import { registration } from "@eventmaster/contract/registrations";
import {
  acceptOfferInput,
  listOwnWaitlistInput,
  listWaitlistInput,
  waitingPersonPage,
  waitlistEntry,
  waitlistPage,
} from "@eventmaster/contract/waitlist";
import { acceptOffer } from "@eventmaster/core/waitlist/accept-offer";
import { joinWaitlist } from "@eventmaster/core/waitlist/join-waitlist";
import { leaveWaitlist } from "@eventmaster/core/waitlist/leave-waitlist";
import { findWaitlistEntry, listOwnWaitlist } from "@eventmaster/core/waitlist/list-own-waitlist";
import { listWaitlist } from "@eventmaster/core/waitlist/list-waitlist";
import { requires, router } from "../trpc.ts";

export const waitlist = router({
  join: requires("waitlist:join")
    .input(eventIdInput)
    .output(waitlistEntry)
    .mutation(({ ctx, input }) => joinWaitlist(ctx, input)),

  /** Leaves the queue, or declines an offer. */
  leave: requires("waitlist:leave")
    .input(eventIdInput)
    .mutation(({ ctx, input }) => leaveWaitlist(ctx, input)),

  accept: requires("waitlist:accept")
    .input(acceptOfferInput)
    .output(registration)
    .mutation(({ ctx, input }) => acceptOffer(ctx, input)),

  /** The queues that the actor is in. */
  mine: requires("waitlist:list-own")
    .input(listOwnWaitlistInput)
    .output(waitlistPage)
    .query(({ ctx, input }) => listOwnWaitlist(ctx, input)),

  /** The actor's entry in an event's queue, or null. */
  forEvent: requires("waitlist:list-own")
    .input(eventIdInput)
    .output(waitlistEntry.nullable())
    .query(({ ctx, input }) => findWaitlistEntry(ctx, input)),

  /** Everybody in an event's queue. */
  list: requires("waitlist:list")
    .input(listWaitlistInput)
    .output(waitingPersonPage)
    .query(({ ctx, input }) => listWaitlist(ctx, input)),
});
