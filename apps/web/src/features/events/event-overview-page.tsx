import type { Event } from "@eventmaster/contract/events";
import { EventStatusBadge } from "@eventmaster/ui/badge";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { Figure } from "@eventmaster/ui/card";
import { EventDate } from "@eventmaster/ui/event-date";
import { Page, Section } from "@eventmaster/ui/page";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ArrowLeft, ExternalLink, MapPin, Pencil, ScanLine } from "lucide-react";
import { trpc } from "../../lib/trpc.ts";
import { useNow } from "../../lib/use-now.ts";
import { DoorStaff } from "../check-in/door-staff.tsx";
import { AttendeesSection } from "../registrations/attendees-section.tsx";
import { EndingActs } from "./ending-acts.tsx";
import { nextStep } from "./next-step.ts";
import { checkedInInput } from "./overview-search.ts";
import { ResubmitButton } from "./resubmit-button.tsx";

const route = getRouteApi("/manage/$eventId/");

export function EventOverviewPage() {
  const { eventId } = route.useParams();
  const [event] = trpc.events.get.useSuspenseQuery({ eventId }, { refetchInterval: 30_000 });
  const now = useNow();
  const isOver = new Date(event.endAt) <= now;
  const isEditable = event.status !== "cancelled" && !isOver;
  return (
    <Page
      title={event.title}
      documentTitle={`Manage ${event.title}`}
      eyebrow={
        <Link
          to="/manage"
          className="inline-flex min-h-8 items-center gap-1.5 text-ink-muted no-underline hover:text-ink"
        >
          <ArrowLeft aria-hidden className="size-4" />
          My events
        </Link>
      }
      subtitle={
        <div className="flex flex-col gap-3 text-base">
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <EventStatusBadge status={event.status} />
            <span>{nextStep(event, now)}</span>
          </div>
          <div className="flex flex-wrap gap-x-8 gap-y-2 text-ink">
            <EventDate startAt={event.startAt} endAt={event.endAt} timeZone={event.timeZone} />
            <span className="flex items-start gap-1.5">
              <MapPin aria-hidden className="mt-0.5 size-4.5 shrink-0 text-accent" />
              {event.location}
            </span>
          </div>
        </div>
      }
      actions={
        <>
          {event.status === "published" && (
            <a href={`/scanner/?event=${event.id}`} className={buttonStyles()}>
              <ScanLine aria-hidden />
              Open scanner
            </a>
          )}
          {isEditable && (
            <Link
              to="/manage/$eventId/edit"
              params={{ eventId }}
              className={buttonStyles({ variant: event.status === "published" ? "secondary" : "primary" })}
            >
              <Pencil aria-hidden />
              Edit event
            </Link>
          )}
          <Link to="/events/$eventId" params={{ eventId }} className={buttonStyles({ variant: "secondary" })}>
            <ExternalLink aria-hidden />
            Event page
          </Link>
        </>
      }
    >
      {event.status === "rejected" && <Rejection event={event} />}
      <Figures event={event} />
      <AttendeesSection event={event} />
      <Section title="Door staff">
        <DoorStaff eventId={eventId} />
      </Section>
      <EndingActs event={event} />
    </Page>
  );
}

function Rejection({ event }: { event: Event }) {
  return (
    <div className="mb-10 flex flex-wrap items-center justify-between gap-4 rounded-card border border-negative/40 bg-negative-soft p-5">
      <div className="min-w-0">
        <p className="font-semibold">Why it was sent back</p>
        <p className="mt-1">{event.decision?.reason ?? "No reason was given."}</p>
      </div>
      <ResubmitButton event={event} />
    </div>
  );
}

function Figures({ event }: { event: Event }) {
  const [checkedIn] = trpc.registrations.attendees.useSuspenseQuery(checkedInInput(event.id), {
    refetchInterval: 30_000,
  });
  const left = Math.max(0, event.capacity - event.registeredCount);
  const share =
    event.registeredCount === 0 ? null : Math.round((checkedIn.total / event.registeredCount) * 100);
  return (
    <div className="grid grid-cols-2 gap-x-6 gap-y-8 sm:grid-cols-3">
      <Figure
        label="Registered"
        value={event.registeredCount.toLocaleString()}
        note={`of ${event.capacity.toLocaleString()} ${event.capacity === 1 ? "seat" : "seats"}`}
      />
      <Figure
        label="Checked in"
        value={checkedIn.total.toLocaleString()}
        note={share === null ? undefined : `${share}% of the registered`}
      />
      <Figure label="Seats left" value={left.toLocaleString()} note={left === 0 ? "Full" : undefined} />
    </div>
  );
}
