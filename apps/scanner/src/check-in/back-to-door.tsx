import type { DoorEvent } from "@eventmaster/contract/check-in";
import { Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";

/** Above the title of a page beside the door: back to scanning. */
export function BackToDoor({ event }: { event: Pick<DoorEvent, "id" | "title"> }) {
  return (
    <Link
      to="/events/$eventId"
      params={{ eventId: event.id }}
      className="-ms-1 inline-flex min-h-11 items-center gap-2 px-1 text-accent underline-offset-4 hover:underline"
    >
      <ArrowLeft aria-hidden className="size-4.5 shrink-0" />
      {event.title}
    </Link>
  );
}
