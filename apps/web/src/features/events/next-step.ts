import type { Event } from "@eventmaster/contract/events";

/** One sentence for the organizer: what the event waits for, and from whom. */
export function nextStep(
  event: Pick<Event, "status" | "startAt" | "endAt" | "registeredCount" | "capacity">,
  now: Date,
): string {
  switch (event.status) {
    case "pending":
      return "An admin looks at it next. Until then only you and admins see it.";
    case "rejected":
      return "An admin sent it back. Mend it and submit it again.";
    case "cancelled":
      return "Called off: its tickets open no door any more.";
    case "published":
      if (new Date(event.endAt) <= now) return "It is over. The list of attendees stays here.";
      if (new Date(event.startAt) <= now) return "It is on now. Scan tickets at the door.";
      if (event.registeredCount >= event.capacity) return "Full. More seats can be added at any time.";
      if (event.registeredCount === 0) return "Nobody has registered yet. Share the link to its page.";
      return "Open for everybody.";
  }
}
