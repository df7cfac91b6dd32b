import type { Event } from "@eventmaster/contract/events";
import { useText } from "@eventmaster/i18n/locale";
import { EventStatusBadge } from "@eventmaster/ui/badge";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { Card, cardLinkStyles } from "@eventmaster/ui/card";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { EventCover } from "@eventmaster/ui/event-cover";
import { EventDateBlock, EventHours } from "@eventmaster/ui/event-date";
import { Page } from "@eventmaster/ui/page";
import { Select } from "@eventmaster/ui/select";
import { tabLinkStyles, TabNav } from "@eventmaster/ui/tab-link";
import { getRouteApi, Link } from "@tanstack/react-router";
import { CalendarPlus, CalendarSearch } from "lucide-react";
import { useState } from "react";
import { useCan, useSession } from "../../lib/session.ts";
import { trpc } from "../../lib/trpc.ts";
import { useNow } from "../../lib/use-now.ts";
import { PageTurner } from "../lists/page-turner.tsx";
import { SearchBox } from "../lists/search-box.tsx";
import { categoryOf } from "./category.ts";
import { draftKey, readDraft } from "../forms/draft.ts";
import { emptyFields, fieldsInDraft } from "./event-fields.ts";
import { eventStatuses } from "./manage-search.ts";
import { manageText } from "./manage-text.ts";
import { nextStep } from "./next-step.ts";
import { useLiveManaged } from "./use-live-managed.ts";

const route = getRouteApi("/manage/");

export function ManagePage() {
  const t = useText(manageText);
  const search = route.useSearch();
  const { input, isAllEvents } = route.useLoaderData();
  const navigate = route.useNavigate();
  const [list] = trpc.events.managed.useSuspenseQuery(input);
  useLiveManaged(input);
  const mayCreate = useCan("event:create");
  const me = useSession();
  const isFiltered = Boolean(search.q ?? search.status);
  const createLink = mayCreate && (
    <Link to="/manage/new" className={buttonStyles()}>
      <CalendarPlus aria-hidden />
      {t.newEvent}
    </Link>
  );
  return (
    <Page title={t.myEvents} subtitle={isAllEvents ? t.allEvents : undefined} actions={createLink}>
      <TabNav label={t.whichEvents} className="mb-5">
        <Link
          to="/manage"
          search={{ ...search, when: undefined, page: undefined }}
          className={tabLinkStyles()}
          aria-current={search.when ? undefined : "page"}
          activeOptions={{ exact: true }}
        >
          {t.upcoming}
        </Link>
        <Link
          to="/manage"
          search={{ ...search, when: "past", page: undefined }}
          className={tabLinkStyles()}
          aria-current={search.when ? "page" : undefined}
          activeOptions={{ exact: true }}
        >
          {t.past}
        </Link>
      </TabNav>
      <div className="mb-6 grid grid-cols-1 gap-3 sm:grid-cols-[minmax(0,24rem)_14rem]">
        <SearchBox
          label={t.search}
          value={search.q}
          onSearch={(q) =>
            void navigate({ search: { ...search, q, page: undefined }, replace: true, resetScroll: false })
          }
        />
        <Select
          label={t.status}
          isLabelHidden
          options={[
            { value: "all", label: t.everyStatus },
            ...eventStatuses.map((value) => ({ value, label: t.statuses[value] })),
          ]}
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
      {mayCreate && me && <UnfinishedEvent ownerId={me.id} />}
      {list.items.length === 0 ? (
        <EmptyState
          icon={isFiltered ? CalendarSearch : CalendarPlus}
          title={isFiltered ? t.noMatch : search.when ? t.noPast : t.noEvents}
          action={
            isFiltered ? (
              <Link
                to="/manage"
                search={{ when: search.when }}
                className={buttonStyles({ variant: "secondary" })}
              >
                {t.showAll}
              </Link>
            ) : search.when ? undefined : (
              createLink
            )
          }
        >
          {isFiltered ? t.noMatchNext : search.when ? t.noPastNext : t.noEventsNext}
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
        label={t.events}
        list={list}
        page={search.page}
        onTurn={(page) => void navigate({ search: { ...search, page } })}
      />
    </Page>
  );
}

/** A new event that was begun in this browser and not created. */
function UnfinishedEvent({ ownerId }: { ownerId: string }) {
  const t = useText(manageText);
  const [draft] = useState(() =>
    readDraft(
      localStorage,
      draftKey(ownerId, null),
      (stored) => fieldsInDraft(stored, emptyFields("UTC")),
      new Date(),
    ),
  );
  if (!draft) return null;
  return (
    <div className="mb-6 flex flex-wrap items-center justify-between gap-3 rounded-card bg-accent-soft p-4">
      <p>
        {t.draftWaits} <strong className="font-semibold">{draft.fields.title}</strong>
      </p>
      <Link to="/manage/new" className={buttonStyles({ variant: "secondary", size: "small" })}>
        {t.goOn}
      </Link>
    </div>
  );
}

function ManagedEvent({ event }: { event: Event }) {
  const t = useText(manageText);
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
            {event.organizerId !== me?.id && ` · ${t.byOrganizer(event.organizerName)}`}
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
              {t.seatsTaken(event.registeredCount, event.capacity)}
            </span>
          </p>
        </div>
      </div>
    </Card>
  );
}
