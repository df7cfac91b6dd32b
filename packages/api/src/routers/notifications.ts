import { eventIdInput } from "@eventmaster/contract/events";
import {
  eventReminders,
  listSuppressedInput,
  mailPreferences,
  reportBouncesInput,
  reportedBounces,
  setEventRemindersInput,
  setMailPreferenceInput,
  suppressedAddressPage,
  suppressedIdInput,
  unsubscribeInput,
} from "@eventmaster/contract/notifications";
import { listPreferences } from "@eventmaster/core/notifications/list-preferences";
import { reportBounces } from "@eventmaster/core/notifications/report-bounces";
import { setPreference } from "@eventmaster/core/notifications/set-preference";
import { liftSuppression, listSuppressed } from "@eventmaster/core/notifications/suppressed-addresses";
import { unsubscribe } from "@eventmaster/core/notifications/unsubscribe";
import { getEventReminders, setEventReminders } from "@eventmaster/core/reminders/event-reminders";
import { requires, router } from "../trpc.ts";

export const notifications = router({
  preferences: requires("account:manage")
    .output(mailPreferences)
    .query(({ ctx }) => listPreferences(ctx)),

  setPreference: requires("account:manage")
    .input(setMailPreferenceInput)
    .output(mailPreferences)
    .mutation(({ ctx, input }) => setPreference(ctx, input)),

  /** By the token of a mail's link, whoever holds it. */
  unsubscribe: requires("account:recover", "proof")
    .input(unsubscribeInput)
    .mutation(async ({ ctx, input }) => {
      await unsubscribe(ctx, input);
    }),

  /** Whether an event's holders are reminded of it. */
  eventReminders: requires("event:edit")
    .input(eventIdInput)
    .output(eventReminders)
    .query(({ ctx, input }) => getEventReminders(ctx, input)),

  setEventReminders: requires("event:edit")
    .input(setEventRemindersInput)
    .output(eventReminders)
    .mutation(({ ctx, input }) => setEventReminders(ctx, input)),

  suppressed: requires("mail:manage")
    .input(listSuppressedInput)
    .output(suppressedAddressPage)
    .query(({ ctx, input }) => listSuppressed(ctx, input)),

  reportBounces: requires("mail:manage")
    .input(reportBouncesInput)
    .output(reportedBounces)
    .mutation(({ ctx, input }) => reportBounces(ctx, input)),

  liftSuppression: requires("mail:manage")
    .input(suppressedIdInput)
    .mutation(({ ctx, input }) => liftSuppression(ctx, input)),
});
