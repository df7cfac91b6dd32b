import type { Event } from "@eventmaster/contract/events";
import { EventStatusBadge } from "@eventmaster/ui/badge";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { Card, cardLinkStyles } from "@eventmaster/ui/card";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { EventCover } from "@eventmaster/ui/event-cover";
import { EventDateBlock, EventHours } from "@eventmaster/ui/event-date";
import { Page } from "@eventmaster/ui/page";
import { Select } from "@eventmaster/ui/select";
import { tabLinkStyles } from "@eventmaster/ui/tab-link";
import { getRouteApi, Link } from "@tanstack/react-router";
import { CalendarPlus, CalendarSearch } from "lucide-react";
import { useCan, useSession } from "../../lib/session.ts";
import { trpc } from "../../lib/trpc.ts";
import { useNow } from "../../lib/use-now.ts";
import { PageTurner } from "../lists/page-turner.tsx";
import { SearchBox } from "../lists/search-box.tsx";
import { categoryOf } from "./category.ts";
import { statusOptions } from "./manage-search.ts";
import { nextStep } from "./next-step.ts";

const route = getRouteApi("/manage/");

export function ManagePage() {
  const search = route.useSearch();
  const { input, isAllEvents } = route.useLoaderData();
  const navigate = route.useNavigate();
  const [list] = trpc.events.managed.useSuspenseQuery(input);
  const mayCreate = useCan("event:create");
  const isFiltered = Boolean(search.q ?? search.status);
  const createLink = mayCreate && (
    <Link to="/manage/new" className={buttonStyles()}>
      <CalendarPlus aria-hidden />
      New event
    </Link>
  );
  return (
    <Page
      title="My events"
      subtitle={isAllEvents ? "As an admin you manage everybody’s events." : undefined}
      actions={createLink}
    >
      <nav aria-label="Which events" className="mb-5 flex gap-6 border-b border-line">
        <Link
          to="/manage"
          search={{ ...search, when: undefined, page: undefined }}
          className={tabLinkStyles()}
          aria-current={search.when ? undefined : "page"}
          activeProps={{}}
        >
          Upcoming
        </Link>
        <Link
          to="/manage"
          search={{ ...search, when: "past", page: undefined }}
          className={tabLinkStyles()}
          aria-current={search.when ? "page" : undefined}
          activeProps={{}}
        >
          Past
        </Link>
      </nav>
      <div className="mb-6 grid grid-cols-1 gap-3 sm:grid-cols-[minmax(0,24rem)_14rem]">
        <SearchBox
          label="Search my events"
          value={search.q}
          onSearch={(q) =>
            void navigate({ search: { ...search, q, page: undefined }, replace: true, resetScroll: false })
          }
        />
        <Select
          label="Status"
          isLabelHidden
          options={[{ value: "all", label: "Every status" }, ...statusOptions]}
          value={search.status ?? "all"}
          onChange={(status) =>
            void navigate({
              search: { ...search, status: status === "all" ? undefined : status, page: undefined },
              replace: true,
              resetScroll: false,
            })
          }
        />
      </div>
      {list.items.length === 0 ? (
        <EmptyState
          icon={isFiltered ? CalendarSearch : CalendarPlus}
          title={isFiltered ? "No event matches" : search.when ? "No past events" : "No upcoming events"}
          action={
            isFiltered ? (
              <Link
                to="/manage"
                search={{ when: search.when }}
                className={buttonStyles({ variant: "secondary" })}
              >
                Show all
              </Link>
            ) : search.when ? undefined : (
              createLink
            )
          }
        >
          {isFiltered
            ? "Try another word or another status."
            : search.when
              ? "Events that are over are kept here with their attendees."
              : "Make one: a title, a place, a time and how many seats are enough."}
        </EmptyState>
      ) : (
        <ul className="flex flex-col gap-4">
          {list.items.map((event) => (
            <li key={event.id}>
              <ManagedEvent event={event} />
            </li>
          ))}
        </ul>
      )}
      <PageTurner
        label="Events"
        list={list}
        page={search.page}
        onTurn={(page) => void navigate({ search: { ...search, page } })}
      />
    </Page>
  );
}

function ManagedEvent({ event }: { event: Event }) {
  const now = useNow();
  const me = useSession();
  return (
    <Card isFlush isInteractive className="flex items-stretch">
      <EventCover
        event={{ id: event.id, category: categoryOf(event) }}
        isThumb
        className="w-32 shrink-0 max-sm:hidden"
      />
      <div className="flex min-w-0 grow gap-4 p-4 sm:gap-6 sm:p-5">
        <EventDateBlock startAt={event.startAt} timeZone={event.timeZone} className="w-14!" />
        <div className="flex min-w-0 grow flex-col gap-1.5">
          <h2 className="text-lg leading-snug font-bold">
            <Link to="/manage/$eventId" params={{ eventId: event.id }} className={cardLinkStyles()}>
              {event.title}
            </Link>
          </h2>
          <p className="text-sm text-ink-muted">
            <EventHours startAt={event.startAt} endAt={event.endAt} timeZone={event.timeZone} />
            {" · "}
            {event.location}
            {event.organizerId !== me?.id && ` · by ${event.organizerName}`}
          </p>
          <p className="text-sm">
            {nextStep(event, now)}
            {event.status === "rejected" && event.decision?.reason && (
              <span className="mt-0.5 block font-semibold">“{event.decision.reason}”</span>
            )}
          </p>
          <p className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-2">
            <EventStatusBadge status={event.status} />
            <span className="text-sm font-semibold text-ink-muted tabular-nums">
              {event.registeredCount.toLocaleString()} of {event.capacity.toLocaleString()} seats taken
            </span>
          </p>
        </div>
      </div>
    </Card>
  );
}
