import { z } from "zod";
import { instantOut, line } from "./text.ts";

/** Whether the person has an address for calendar programs; null for none. The address itself is shown once. */
export const calendarFeed = z.object({ createdAt: instantOut.nullable() });
export const madeCalendarFeed = z.object({ url: z.string() });
export const calendarFeedInput = z.strictObject({ token: line(100) });
