import { useText } from "@eventmaster/i18n/locale";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { Page } from "@eventmaster/ui/page";
import { useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { CalendarSearch } from "lucide-react";
import { useEffect, useRef } from "react";
import { useCan } from "../../lib/session.ts";
import { BrowseFilters } from "./browse-filters.tsx";
import { browseQuery } from "./browse-query.ts";
import { EventCard } from "./event-card.tsx";
import { eventsText } from "./text.ts";

const route = getRouteApi("/events/");

export function EventsPage() {
  const t = useText(eventsText);
  const search = route.useSearch();
  const { input } = route.useLoaderData();
  const query = useSuspenseInfiniteQuery(browseQuery(input));
  const { pages } = query.data;
  const events = pages.flatMap((page) => page.items);
  const total = pages.at(-1)?.total ?? 0;
  const isFiltered = Object.values(search).some(Boolean);

  return (
    <Page title={t.whatsOn} documentTitle={t.events}>
      <BrowseFilters />
      <p role="status" className={isFiltered ? "mb-5 text-ink-muted" : "sr-only"}>
        {search.q ? t.foundFor(t.found(total), search.q.trim()) : t.found(total)}
      </p>
      {events.length === 0 ? (
        <NoEvents isFiltered={isFiltered} />
      ) : (
        <ul className="grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
          {events.map((event) => (
            <li key={event.id} className="min-w-0">
              <EventCard event={event} />
            </li>
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <More
          shown={events.length}
          total={total}
          // What stands below the list must be reachable: every fourth page waits to be asked for.
          loadsItself={pages.length % 4 !== 0 && !query.isFetchNextPageError}
          isLoading={query.isFetchingNextPage}
          hasFailed={query.isFetchNextPageError}
          onLoad={() => void query.fetchNextPage()}
        />
      )}
    </Page>
  );
}

function More({
  shown,
  total,
  loadsItself,
  isLoading,
  hasFailed,
  onLoad,
}: {
  shown: number;
  total: number;
  loadsItself: boolean;
  isLoading: boolean;
  hasFailed: boolean;
  onLoad: () => void;
}) {
  const t = useText(eventsText);
  const mark = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!loadsItself || isLoading || !mark.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) onLoad();
      },
      { rootMargin: "600px" },
    );
    observer.observe(mark.current);
    return () => observer.disconnect();
  }, [loadsItself, isLoading, onLoad]);
  return (
    <div ref={mark} className="mt-10 flex flex-col items-center gap-3">
      <p className="text-sm text-ink-muted tabular-nums">{t.shownOf(shown, total)}</p>
      <button
        type="button"
        aria-disabled={isLoading}
        onClick={() => {
          if (!isLoading) onLoad();
        }}
        className={buttonStyles({ variant: "secondary" })}
      >
        {isLoading ? t.loading : t.loadMore}
      </button>
      {hasFailed && (
        <p role="alert" className="text-sm text-negative">
          {t.moreFailed}
        </p>
      )}
    </div>
  );
}

function NoEvents({ isFiltered }: { isFiltered: boolean }) {
  const t = useText(eventsText);
  const mayCreate = useCan("event:create");
  if (isFiltered)
    return (
      <EmptyState
        icon={CalendarSearch}
        title={t.noMatch}
        action={
          <Link to="/events" search={{}} className={buttonStyles({ variant: "secondary" })}>
            {t.showAll}
          </Link>
        }
      >
        {t.noMatchHint}
      </EmptyState>
    );
  return (
    <EmptyState
      icon={CalendarSearch}
      title={t.noneYet}
      action={
        mayCreate ? (
          <Link to="/manage/new" className={buttonStyles()}>
            {t.create}
          </Link>
        ) : undefined
      }
    >
      {mayCreate ? t.yoursToMake : t.comeBack}
    </EmptyState>
  );
}
