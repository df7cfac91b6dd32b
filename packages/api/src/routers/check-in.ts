import {
  addStaffInput,
  checkInResult,
  doorEventPage,
  listDoorEventsInput,
  removeStaffInput,
  staffMember,
  verifyInput,
  walkInInput,
} from "@eventmaster/contract/check-in";
import { eventIdInput } from "@eventmaster/contract/events";
import { checkIn as checkInTicket } from "@eventmaster/core/check-in/check-in";
import { addStaff, listStaff, removeStaff } from "@eventmaster/core/check-in/event-staff";
import { listDoorEvents } from "@eventmaster/core/check-in/list-door-events";
import { walkIn } from "@eventmaster/core/check-in/walk-in";
import { z } from "zod";
import { requires, router } from "../trpc.ts";

export const checkIn = router({
  /** Events whose door the actor may work at. */
  events: requires("ticket:scan")
    .input(listDoorEventsInput)
    .output(doorEventPage)
    .query(({ ctx, input }) => listDoorEvents(ctx, input)),

  verify: requires("ticket:scan")
    .input(verifyInput)
    .output(checkInResult)
    .mutation(({ ctx, input }) => checkInTicket(ctx, input)),

  walkIn: requires("ticket:scan")
    .input(walkInInput)
    .output(checkInResult)
    .mutation(({ ctx, input }) => walkIn(ctx, input)),

  staff: requires("staff:manage")
    .input(eventIdInput)
    .output(z.array(staffMember))
    .query(({ ctx, input }) => listStaff(ctx, input)),

  addStaff: requires("staff:manage")
    .input(addStaffInput)
    .output(staffMember)
    .mutation(({ ctx, input }) => addStaff(ctx, input)),

  removeStaff: requires("staff:manage")
    .input(removeStaffInput)
    .mutation(({ ctx, input }) => removeStaff(ctx, input)),
});
