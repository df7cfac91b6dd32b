import type { Event } from "@eventmaster/contract/events";
import { useText } from "@eventmaster/i18n/locale";
import { Badge } from "@eventmaster/ui/badge";
import { Card, cardLinkStyles } from "@eventmaster/ui/card";
import { EventCover } from "@eventmaster/ui/event-cover";
import { EventDateBlock, EventHours } from "@eventmaster/ui/event-date";
import { SeatMeter } from "@eventmaster/ui/seat-meter";
import { uiText } from "@eventmaster/ui/text";
import { Link } from "@tanstack/react-router";
import { MapPin } from "lucide-react";
import { categoryOf } from "./category.ts";
import { eventsText } from "./text.ts";

export function EventCard({
  event,
  isOver = false,
  headingLevel: Heading = "h2",
}: {
  event: Event;
  isOver?: boolean;
  headingLevel?: "h2" | "h3";
}) {
  const t = useText(eventsText);
  const names = useText(uiText).categories;
  const category = categoryOf(event);
  return (
    <Card isFlush isInteractive className="flex h-full flex-col">
      <EventCover event={{ id: event.id, category }} className="aspect-[16/7] w-full sm:aspect-[8/5]" />
      <div className="flex grow gap-4 p-4 sm:p-5">
        <EventDateBlock startAt={event.startAt} timeZone={event.timeZone} className="w-14!" />
        <div className="flex min-w-0 grow flex-col gap-1.5">
          <Heading className="line-clamp-4 text-lg leading-snug font-bold wrap-anywhere">
            <Link to="/events/$eventId" params={{ eventId: event.id }} className={cardLinkStyles()}>
              {event.title}
            </Link>
          </Heading>
          <p className="text-sm text-ink-muted">
            <EventHours startAt={event.startAt} endAt={event.endAt} timeZone={event.timeZone} />
          </p>
          <p className="flex items-start gap-1.5 text-sm text-ink-muted">
            <MapPin aria-hidden className="mt-0.5 size-4 shrink-0" />
            <span className="line-clamp-2 min-w-0 wrap-anywhere">{event.location}</span>
          </p>
          <p className="mt-auto flex flex-wrap items-center justify-between gap-x-3 gap-y-1.5 pt-2">
            {isOver ? (
              <span className="text-sm font-semibold text-ink-muted">{t.over}</span>
            ) : (
              <SeatMeter taken={event.capacity - event.seatsLeft} capacity={event.capacity} isCompact />
            )}
            <Badge>{names[category]}</Badge>
          </p>
        </div>
      </div>
    </Card>
  );
}
