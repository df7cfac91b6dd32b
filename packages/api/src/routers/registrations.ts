import { eventIdInput } from "@eventmaster/contract/events";
import {
  attendee,
  attendeePage,
  cancelManyInput,
  cancelManyResult,
  getImportInput,
  importInput,
  importProgress,
  importResult,
  listAttendeesInput,
  listTicketsInput,
  registerInput,
  registerPersonInput,
  registration,
  registrationIdInput,
  resendTicketsInput,
  resendTicketsResult,
  restoreManyInput,
  restoreManyResult,
  ticket,
  ticketPage,
} from "@eventmaster/contract/registrations";
import { cancelMany } from "@eventmaster/core/registrations/cancel-many";
import { cancelRegistration } from "@eventmaster/core/registrations/cancel-registration";
import { getImport } from "@eventmaster/core/registrations/get-import";
import { importPeople } from "@eventmaster/core/registrations/import-people";
import { listAttendees } from "@eventmaster/core/registrations/list-attendees";
import { findTicketForEvent, getTicket, listTickets } from "@eventmaster/core/registrations/list-tickets";
import { registerForEvent } from "@eventmaster/core/registrations/register-for-event";
import { registerPerson } from "@eventmaster/core/registrations/register-person";
import { resendTickets } from "@eventmaster/core/registrations/resend-tickets";
import { restoreRegistration } from "@eventmaster/core/registrations/restore-registration";
import { restoreMany } from "@eventmaster/core/registrations/restore-many";
import { requires, router } from "../trpc.ts";

export const registrations = router({
  register: requires("registration:create")
    .input(registerInput)
    .output(registration)
    .mutation(({ ctx, input }) => registerForEvent(ctx, input)),

  cancel: requires("registration:cancel")
    .input(registrationIdInput)
    .mutation(({ ctx, input }) => cancelRegistration(ctx, input)),

  /** Takes one's own cancellation back, a moment after it. */
  restore: requires("registration:cancel")
    .input(registrationIdInput)
    .output(registration)
    .mutation(({ ctx, input }) => restoreRegistration(ctx, input)),

  /** The actor's own tickets. */
  mine: requires("registration:list-own")
    .input(listTicketsInput)
    .output(ticketPage)
    .query(({ ctx, input }) => listTickets(ctx, input)),

  get: requires("registration:list-own")
    .input(registrationIdInput)
    .output(ticket)
    .query(({ ctx, input }) => getTicket(ctx, input)),

  /** The actor's ticket for an event, or null. */
  forEvent: requires("registration:list-own")
    .input(eventIdInput)
    .output(ticket.nullable())
    .query(({ ctx, input }) => findTicketForEvent(ctx, input)),

  attendees: requires("attendee:list")
    .input(listAttendeesInput)
    .output(attendeePage)
    .query(({ ctx, input }) => listAttendees(ctx, input)),

  /** Cancels registrations in their holders' names. */
  cancelMany: requires("attendee:cancel", "cancelOthers")
    .input(cancelManyInput)
    .output(cancelManyResult)
    .mutation(({ ctx, input }) => cancelMany(ctx, input)),

  /** Takes such a cancellation back where seats are free. */
  restoreMany: requires("attendee:cancel", "cancelOthers")
    .input(restoreManyInput)
    .output(restoreManyResult)
    .mutation(({ ctx, input }) => restoreMany(ctx, input)),

  resendTickets: requires("attendee:message", "resendTickets")
    .input(resendTicketsInput)
    .output(resendTicketsResult)
    .mutation(({ ctx, input }) => resendTickets(ctx, input)),

  registerPerson: requires("attendee:add", "registerPerson")
    .input(registerPersonInput)
    .output(attendee)
    .mutation(({ ctx, input }) => registerPerson(ctx, input)),

  import: requires("attendee:add", "import")
    .input(importInput)
    .output(importResult)
    .mutation(({ ctx, input }) => importPeople(ctx, input)),

  /** How far an import is. */
  importProgress: requires("attendee:add")
    .input(getImportInput)
    .output(importProgress)
    .query(({ ctx, input }) => getImport(ctx, input)),
});
