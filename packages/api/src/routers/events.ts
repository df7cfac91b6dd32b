import {
  acceptRevisionInput,
  approveEventInput,
  cancelEventInput,
  createEventInput,
  decisionPage,
  duplicateEventInput,
  editedEvent,
  event,
  eventIdInput,
  eventPage,
  historyPage,
  listDecisionsInput,
  listEventsInput,
  listHistoryInput,
  listManagedEventsInput,
  listPendingEventsInput,
  listRevisionsInput,
  refuseRevisionInput,
  rejectEventInput,
  revision,
  revisionIdInput,
  revisionPage,
  updateEventInput,
} from "@eventmaster/contract/events";
import { question, setQuestionsInput } from "@eventmaster/contract/registrations";
import { createEvent } from "@eventmaster/core/events/create-event";
import { approveEvent, cancelEvent, rejectEvent, resubmitEvent } from "@eventmaster/core/events/decide-event";
import { acceptRevision, refuseRevision, withdrawRevision } from "@eventmaster/core/events/decide-revision";
import { deleteEvent } from "@eventmaster/core/events/delete-event";
import { duplicateEvent } from "@eventmaster/core/events/duplicate-event";
import { getEvent } from "@eventmaster/core/events/get-event";
import { listDecisions } from "@eventmaster/core/events/list-decisions";
import { listEvents } from "@eventmaster/core/events/list-events";
import { listHistory } from "@eventmaster/core/events/list-history";
import { listManagedEvents } from "@eventmaster/core/events/list-managed-events";
import { listPendingEvents } from "@eventmaster/core/events/list-pending-events";
import { listRevisions } from "@eventmaster/core/events/list-revisions";
import { updateEvent } from "@eventmaster/core/events/update-event";
import { listQuestions, setQuestions } from "@eventmaster/core/registrations/set-questions";
import { z } from "zod";
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
    .output(editedEvent)
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

  approve: requires("event:approve", "approve")
    .input(approveEventInput)
    .output(event)
    .mutation(({ ctx, input }) => approveEvent(ctx, input)),

  reject: requires("event:approve", "approve")
    .input(rejectEventInput)
    .output(event)
    .mutation(({ ctx, input }) => rejectEvent(ctx, input)),

  duplicate: requires("event:duplicate")
    .input(duplicateEventInput)
    .output(event)
    .mutation(({ ctx, input }) => duplicateEvent(ctx, input)),

  /** What organizers want to change of published events. */
  revisions: requires("event:edit")
    .input(listRevisionsInput)
    .output(revisionPage)
    .query(({ ctx, input }) => listRevisions(ctx, input)),

  acceptRevision: requires("event:approve", "approve")
    .input(acceptRevisionInput)
    .output(revision)
    .mutation(({ ctx, input }) => acceptRevision(ctx, input)),

  refuseRevision: requires("event:approve", "approve")
    .input(refuseRevisionInput)
    .output(revision)
    .mutation(({ ctx, input }) => refuseRevision(ctx, input)),

  withdrawRevision: requires("event:edit")
    .input(revisionIdInput)
    .output(revision)
    .mutation(({ ctx, input }) => withdrawRevision(ctx, input)),

  history: requires("event:edit")
    .input(listHistoryInput)
    .output(historyPage)
    .query(({ ctx, input }) => listHistory(ctx, input)),

  /** What admins decided of all events and proposals, and why. */
  decisions: requires("event:approve")
    .input(listDecisionsInput)
    .output(decisionPage)
    .query(({ ctx, input }) => listDecisions(ctx, input)),

  questions: requires("event:browse")
    .input(eventIdInput)
    .output(z.array(question))
    .query(({ ctx, input }) => listQuestions(ctx, input)),

  setQuestions: requires("event:edit")
    .input(setQuestionsInput)
    .output(z.array(question))
    .mutation(({ ctx, input }) => setQuestions(ctx, input)),
});
