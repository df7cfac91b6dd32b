import type { DoorEvent } from "@eventmaster/contract/check-in";
import { useText } from "@eventmaster/i18n/locale";
import { Badge } from "@eventmaster/ui/badge";
import { Card, cardLinkStyles } from "@eventmaster/ui/card";
import { EventDateBlock, EventHours } from "@eventmaster/ui/event-date";
import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { pagesText } from "../pages-text.ts";

/** One event to choose; the whole row is pressed. */
export function DoorEventRow({ event }: { event: DoorEvent }) {
  const { events: t } = useText(pagesText);
  const [now] = useState(() => Date.now());
  const isOn = Date.parse(event.startAt) <= now && now < Date.parse(event.endAt);
  return (
    <Card isInteractive className="flex items-center gap-4 p-4! sm:gap-5">
      <EventDateBlock startAt={event.startAt} timeZone={event.timeZone} />
      <div className="min-w-0 grow">
        <h2 className="text-lg leading-snug font-bold">
          <Link to="/events/$eventId" params={{ eventId: event.id }} className={cardLinkStyles()}>
            {event.title}
          </Link>
        </h2>
        <p className="text-sm text-ink-muted">
          <EventHours startAt={event.startAt} endAt={event.endAt} timeZone={event.timeZone} />
          {" · "}
          {event.location}
        </p>
        <p className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm tabular-nums">
          {isOn && <Badge tone="positive">{t.onNow}</Badge>}
          <span>{t.admitted(event.checkedInCount, event.registeredCount)}</span>
        </p>
      </div>
      <ChevronRight aria-hidden className="size-5 shrink-0 text-ink-muted max-sm:hidden" />
    </Card>
  );
}
