import type { Event } from "@eventmaster/contract/events";
import { useText } from "@eventmaster/i18n/locale";
import { Badge } from "@eventmaster/ui/badge";
import { EventCover } from "@eventmaster/ui/event-cover";
import { EventDate } from "@eventmaster/ui/event-date";
import { Page } from "@eventmaster/ui/page";
import { uiText } from "@eventmaster/ui/text";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ArrowLeft, CalendarClock, CalendarPlus, ExternalLink, MapPin, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { useNow } from "../../lib/use-now.ts";
import { RegistrationPanel } from "../registrations/registration-panel.tsx";
import { calendarFileLink } from "./calendar-file.ts";
import { calendarLinks } from "./calendar-links.ts";
import { categoryOf } from "./category.ts";
import { LazyDescription } from "./lazy-description.tsx";
import { OwnerBanner } from "./owner-banner.tsx";
import { ShareButton } from "./share-button.tsx";
import { eventsText } from "./text.ts";
import { useLiveEvent } from "./use-live-event.ts";

const route = getRouteApi("/events/$eventId");

export function EventPage() {
  const { eventId } = route.useParams();
  const event = useLiveEvent(eventId);
  const t = useText(eventsText);
  const names = useText(uiText).categories;
  const category = categoryOf(event);
  return (
    <Page
      title={event.title}
      eyebrow={
        <Link
          to="/events"
          className="inline-flex min-h-8 items-center gap-1.5 text-ink-muted no-underline hover:text-ink"
        >
          <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" />
          {t.allEvents}
        </Link>
      }
      subtitle={
        <span className="flex flex-wrap gap-2">
          <Badge tone="accent">{names[category]}</Badge>
          {event.tags.map((tag) => (
            <Link key={tag} to="/events" search={{ tag }} className="rounded-full no-underline">
              <Badge className="hover:text-ink">{tag}</Badge>
            </Link>
          ))}
        </span>
      }
      actions={
        event.status === "published" && <ShareButton title={event.title} path={`/events/${event.id}`} />
      }
    >
      <OwnerBanner event={event} />
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-8 lg:col-start-2 lg:row-start-1">
          <EventCover
            event={{ id: event.id, category }}
            className="h-28 w-full rounded-card sm:h-40 lg:hidden"
          />
          <RegistrationPanel event={event} />
          <Facts event={event} />
        </div>
        <div className="min-w-0 lg:col-start-1 lg:row-start-1">
          <EventCover
            event={{ id: event.id, category }}
            className="mb-8 aspect-[16/7] w-full rounded-card max-lg:hidden"
          />
          <h2 className="sr-only">{t.about}</h2>
          <LazyDescription text={event.description} />
        </div>
      </div>
    </Page>
  );
}

const linkStyles =
  "inline-flex min-h-8 items-center gap-1.5 font-semibold text-accent underline underline-offset-3";

/** Names of products, the same in every language. */
const calendarNames = { google: "Google", outlook: "Outlook" };

function Facts({ event }: { event: Event }) {
  const t = useText(eventsText);
  const isOver = new Date(event.endAt) <= useNow();
  const calendars = calendarLinks(event, new URL(`/events/${event.id}`, window.location.origin).href);
  return (
    <ul className="flex flex-col gap-6 border-t-2 border-ink pt-5">
      <Fact icon={CalendarClock} label={t.whenLabel}>
        <EventDate startAt={event.startAt} endAt={event.endAt} timeZone={event.timeZone} isLarge />
      </Fact>
      <Fact icon={MapPin} label={t.whereLabel}>
        <span className="block text-lg font-bold">{event.location}</span>
        <a
          href={`https://www.openstreetmap.org/search?query=${encodeURIComponent(event.location)}`}
          target="_blank"
          rel="noopener noreferrer"
          className={linkStyles}
        >
          {t.openMap}
          <ExternalLink aria-hidden className="size-4" />
          <span className="sr-only">{t.inNewTab}</span>
        </a>
      </Fact>
      <Fact icon={UserRound} label={t.organizer}>
        <span className="block text-lg">{event.organizerName}</span>
      </Fact>
      {event.status === "published" && !isOver && (
        <Fact icon={CalendarPlus} label={t.addToCalendar}>
          <span aria-hidden className="block font-semibold">
            {t.addToCalendar}
          </span>
          <span className="flex flex-wrap gap-x-5">
            <a href={calendarFileLink(event)} download="event.ics" className={linkStyles}>
              {t.calendarFile}
            </a>
            {(["google", "outlook"] as const).map((name) => (
              <a
                key={name}
                href={calendars[name]}
                target="_blank"
                rel="noopener noreferrer"
                className={linkStyles}
              >
                {calendarNames[name]}
                <span className="sr-only">{t.inNewTab}</span>
              </a>
            ))}
          </span>
        </Fact>
      )}
    </ul>
  );
}

function Fact({ icon: Icon, label, children }: { icon: typeof MapPin; label: string; children: ReactNode }) {
  return (
    <li className="flex gap-3.5">
      <Icon aria-hidden className="mt-1 size-5 shrink-0 text-accent" />
      <div className="min-w-0">
        <span className="sr-only">{label}: </span>
        {children}
      </div>
    </li>
  );
}
