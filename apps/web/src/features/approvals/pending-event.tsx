import type { Event } from "@eventmaster/contract/events";
import { useText } from "@eventmaster/i18n/locale";
import { Badge } from "@eventmaster/ui/badge";
import { Button } from "@eventmaster/ui/button";
import { Card } from "@eventmaster/ui/card";
import { EventCover } from "@eventmaster/ui/event-cover";
import { EventDate, Instant } from "@eventmaster/ui/event-date";
import { KeyValueList } from "@eventmaster/ui/key-value-list";
import { uiText } from "@eventmaster/ui/text";
import { Link } from "@tanstack/react-router";
import { ChevronDown } from "lucide-react";
import { useId } from "react";
import { categoryOf } from "../events/category.ts";
import { EventDescription } from "../events/event-description.tsx";
import { approvalsText } from "./text.ts";

/** All an admin needs to decide, without leaving the list. */
export function PendingEvent({
  event,
  isDeciding,
  onApprove,
  onReject,
}: {
  event: Event;
  isDeciding: boolean;
  onApprove: () => void;
  onReject: () => void;
}) {
  const t = useText(approvalsText);
  const titleId = useId();
  const names = useText(uiText).categories;
  const category = categoryOf(event);
  return (
    <article aria-labelledby={titleId}>
      <Card isFlush>
        <EventCover event={{ id: event.id, category }} className="h-20 w-full" />
        <div className="p-5 sm:p-6">
          <div className="flex flex-wrap items-start justify-between gap-4">
            <div className="min-w-0">
              <h2 id={titleId} className="text-2xl leading-tight font-bold">
                <Link
                  to="/events/$eventId"
                  params={{ eventId: event.id }}
                  className="text-ink underline decoration-line-strong underline-offset-4 hover:decoration-ink"
                >
                  {event.title}
                </Link>
              </h2>
              <p className="mt-1.5 text-ink-muted">
                {t.submittedBy(event.organizerName)} <Instant at={event.updatedAt} />
              </p>
            </div>
            <div className="flex gap-2.5 max-sm:w-full">
              <Button
                className="max-sm:grow"
                isPending={isDeciding}
                onPress={onApprove}
                aria-describedby={titleId}
              >
                {t.approve}
              </Button>
              <Button
                variant="secondary"
                className="max-sm:grow"
                isDisabled={isDeciding}
                onPress={onReject}
                aria-describedby={titleId}
              >
                {t.reject}
              </Button>
            </div>
          </div>
          <KeyValueList
            className="mt-6"
            items={[
              {
                label: t.when,
                value: <EventDate startAt={event.startAt} endAt={event.endAt} timeZone={event.timeZone} />,
              },
              { label: t.where, value: event.location },
              {
                label: t.capacity,
                value: t.seats(event.capacity),
              },
              {
                label: t.category,
                value: (
                  <span className="flex flex-wrap gap-2">
                    <Badge tone="accent">{names[category]}</Badge>
                    {event.tags.map((tag) => (
                      <Badge key={tag}>{tag}</Badge>
                    ))}
                  </span>
                ),
              },
              {
                label: t.registrationOpens,
                value: event.registrationOpensAt && (
                  <Instant at={event.registrationOpensAt} timeZone={event.timeZone} />
                ),
              },
              {
                label: t.registrationCloses,
                value: event.registrationClosesAt && (
                  <Instant at={event.registrationClosesAt} timeZone={event.timeZone} />
                ),
              },
            ]}
          />
          <details className="group mt-5 border-t border-line pt-2" open={event.description.length < 600}>
            <summary className="flex min-h-11 cursor-pointer list-none items-center gap-2 font-semibold [&::-webkit-details-marker]:hidden">
              <ChevronDown aria-hidden className="size-5 transition-transform group-open:rotate-180" />
              {t.description}
            </summary>
            <div className="pt-2">
              <EventDescription text={event.description} />
            </div>
          </details>
        </div>
      </Card>
    </article>
  );
}
