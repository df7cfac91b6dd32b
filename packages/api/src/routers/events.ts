import {
  approveEventInput,
  cancelEventInput,
  createEventInput,
  event,
  eventIdInput,
  eventPage,
  listEventsInput,
  listManagedEventsInput,
  listPendingEventsInput,
  rejectEventInput,
  updateEventInput,
} from "@eventmaster/contract/events";
import { createEvent } from "@eventmaster/core/events/create-event";
import { approveEvent, cancelEvent, rejectEvent, resubmitEvent } from "@eventmaster/core/events/decide-event";
import { deleteEvent } from "@eventmaster/core/events/delete-event";
import { getEvent } from "@eventmaster/core/events/get-event";
import { listEvents } from "@eventmaster/core/events/list-events";
import { listManagedEvents } from "@eventmaster/core/events/list-managed-events";
import { listPendingEvents } from "@eventmaster/core/events/list-pending-events";
import { updateEvent } from "@eventmaster/core/events/update-event";
import { requires, router } from "../trpc.ts";

export const events = router({
  list: requires("event:browse")
    .input(listEventsInput)
    .output(eventPage)
    .query(({ ctx, input }) => listEvents(ctx, input)),

  get: requires("event:browse")
    .input(eventIdInput)
    .output(event)
    .query(({ ctx, input }) => getEvent(ctx, input)),

  managed: requires("event:list-managed")
    .input(listManagedEventsInput)
    .output(eventPage)
    .query(({ ctx, input }) => listManagedEvents(ctx, input)),

  pending: requires("event:approve")
    .input(listPendingEventsInput)
    .output(eventPage)
    .query(({ ctx, input }) => listPendingEvents(ctx, input)),

  create: requires("event:create")
    .input(createEventInput)
    .output(event)
    .mutation(({ ctx, input }) => createEvent(ctx, input)),

  update: requires("event:edit")
    .input(updateEventInput)
    .output(event)
    .mutation(({ ctx, input }) => updateEvent(ctx, input)),

  delete: requires("event:delete")
    .input(eventIdInput)
    .mutation(({ ctx, input }) => deleteEvent(ctx, input)),

  cancel: requires("event:cancel")
    .input(cancelEventInput)
    .output(event)
    .mutation(({ ctx, input }) => cancelEvent(ctx, input)),

  resubmit: requires("event:resubmit")
    .input(eventIdInput)
    .output(event)
    .mutation(({ ctx, input }) => resubmitEvent(ctx, input)),

  approve: requires("event:approve")
    .input(approveEventInput)
    .output(event)
    .mutation(({ ctx, input }) => approveEvent(ctx, input)),

  reject: requires("event:approve")
    .input(rejectEventInput)
    .output(event)
    .mutation(({ ctx, input }) => rejectEvent(ctx, input)),
});
