import { useText } from "@eventmaster/i18n/locale";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { Page } from "@eventmaster/ui/page";
import { useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { CalendarSearch } from "lucide-react";
import { useCan } from "../../lib/session.ts";
import { SearchBox } from "../lists/search-box.tsx";
import { browseQuery } from "./browse-query.ts";
import { CategoryFilter } from "./category-filter.tsx";
import { EventCard } from "./event-card.tsx";
import { eventsText } from "./text.ts";

const route = getRouteApi("/events/");

export function EventsPage() {
  const t = useText(eventsText);
  const { q, category } = route.useSearch();
  const { input } = route.useLoaderData();
  const navigate = route.useNavigate();
  const query = useSuspenseInfiniteQuery(browseQuery(input));
  const list = query.data;
  const events = list.pages.flatMap((page) => page.items);
  const total = list.pages.at(-1)?.total ?? 0;

  return (
    <Page title={t.whatsOn} documentTitle={t.events}>
      <div className="mb-8 flex flex-col gap-4">
        <SearchBox
          label={t.searchEvents}
          value={q}
          onSearch={(text) =>
            void navigate({ search: (search) => ({ ...search, q: text }), replace: true, resetScroll: false })
          }
        />
        <CategoryFilter selected={category} />
      </div>
      <p role="status" className={q || category ? "mb-5 text-ink-muted" : "sr-only"}>
        {q ? t.foundFor(t.found(total), q.trim()) : t.found(total)}
      </p>
      {events.length === 0 ? (
        <NoEvents isFiltered={Boolean(q ?? category)} />
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
        <div className="mt-10 flex flex-col items-center gap-3">
          <p className="text-sm text-ink-muted tabular-nums">{t.shownOf(events.length, total)}</p>
          <button
            type="button"
            aria-disabled={query.isFetchingNextPage}
            onClick={() => {
              if (!query.isFetchingNextPage) void query.fetchNextPage();
            }}
            className={buttonStyles({ variant: "secondary" })}
          >
            {query.isFetchingNextPage ? t.loading : t.loadMore}
          </button>
          {query.isFetchNextPageError && (
            <p role="alert" className="text-sm text-negative">
              {t.moreFailed}
            </p>
          )}
        </div>
      )}
    </Page>
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
