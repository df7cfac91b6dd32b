import type { Event } from "@eventmaster/contract/events";
import { useText } from "@eventmaster/i18n/locale";
import { Badge } from "@eventmaster/ui/badge";
import { Card } from "@eventmaster/ui/card";
import { EventCover } from "@eventmaster/ui/event-cover";
import { EventDate, Instant } from "@eventmaster/ui/event-date";
import { KeyValueList } from "@eventmaster/ui/key-value-list";
import { uiText } from "@eventmaster/ui/text";
import { ChevronDown } from "lucide-react";
import { useId } from "react";
import { categoryOf } from "../events/category.ts";
import { EventDescription } from "../events/event-description.tsx";
import { DecisionHead } from "./decision-head.tsx";
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
          <DecisionHead
            titleId={titleId}
            eventId={event.id}
            title={event.title}
            yes={t.approve}
            no={t.reject}
            isDeciding={isDeciding}
            onYes={onApprove}
            onNo={onReject}
          >
            {t.submittedBy(event.organizerName)} <Instant at={event.updatedAt} />
          </DecisionHead>
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
