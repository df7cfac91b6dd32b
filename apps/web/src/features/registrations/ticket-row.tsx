import type { Ticket } from "@eventmaster/contract/registrations";
import { useText } from "@eventmaster/i18n/locale";
import { Badge, RegistrationStatusBadge } from "@eventmaster/ui/badge";
import { Card, cardLinkStyles } from "@eventmaster/ui/card";
import { EventCover } from "@eventmaster/ui/event-cover";
import { EventDateBlock, EventHours } from "@eventmaster/ui/event-date";
import { Link } from "@tanstack/react-router";
import { CalendarX, MapPin } from "lucide-react";
import { categoryOf } from "../events/category.ts";
import { ticketsText } from "./tickets-text.ts";

export function TicketRow({
  ticket,
  headingLevel: Heading = "h2",
}: {
  ticket: Ticket;
  headingLevel?: "h2" | "h3";
}) {
  const t = useText(ticketsText);
  const { eventStartAt: startAt, eventEndAt: endAt, eventTimeZone: timeZone } = ticket;
  return (
    <Card isFlush isInteractive className="flex items-stretch">
      <EventCover
        event={{ id: ticket.eventId, category: categoryOf({ category: ticket.eventCategory }) }}
        isThumb
        className="w-14 shrink-0 sm:w-32"
      />
      <div className="flex min-w-0 grow gap-4 p-4 sm:gap-6 sm:p-5">
        <EventDateBlock startAt={startAt} timeZone={timeZone} className="w-14!" />
        <div className="flex min-w-0 grow flex-col gap-1.5">
          <Heading className="line-clamp-4 text-lg leading-snug font-bold wrap-anywhere">
            <Link
              to="/tickets/$registrationId"
              params={{ registrationId: ticket.id }}
              className={cardLinkStyles()}
            >
              {ticket.eventTitle}
            </Link>
          </Heading>
          <p className="text-sm text-ink-muted">
            <EventHours startAt={startAt} endAt={endAt} timeZone={timeZone} />
          </p>
          <p className="flex items-start gap-1.5 text-sm text-ink-muted">
            <MapPin aria-hidden className="mt-0.5 size-4 shrink-0" />
            <span className="line-clamp-3 min-w-0 wrap-anywhere">{ticket.eventLocation}</span>
          </p>
          <p className="pt-1.5">
            {ticket.eventStatus === "cancelled" ? (
              <Badge tone="negative" icon={CalendarX}>
                {t.eventCancelled}
              </Badge>
            ) : (
              <RegistrationStatusBadge status={ticket.status} />
            )}
          </p>
        </div>
      </div>
    </Card>
  );
}
