import { calendarFeed, madeCalendarFeed } from "@eventmaster/contract/calendar";
import {
  createCalendarFeed,
  getCalendarFeed,
  revokeCalendarFeed,
} from "@eventmaster/core/calendar/calendar-feed";
import { requires, router } from "../trpc.ts";

/** A person's private address for calendar programs; the calendars themselves are files. */
export const calendar = router({
  feed: requires("account:manage")
    .output(calendarFeed)
    .query(({ ctx }) => getCalendarFeed(ctx)),

  create: requires("account:manage")
    .output(madeCalendarFeed)
    .mutation(({ ctx }) => createCalendarFeed(ctx)),

  revoke: requires("account:manage").mutation(({ ctx }) => revokeCalendarFeed(ctx)),
});
