import { can } from "@eventmaster/contract/permissions";
import { useText } from "@eventmaster/i18n/locale";
import { AppShell, navLinkStyles } from "@eventmaster/ui/app-shell";
import { Brand } from "@eventmaster/ui/brand";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { LanguageChoice } from "@eventmaster/ui/language-choice";
import { Page } from "@eventmaster/ui/page";
import { SkeletonRows } from "@eventmaster/ui/skeleton";
import type { Me } from "@eventmaster/contract/accounts";
import { useSuspenseQuery } from "@tanstack/react-query";
import { createFileRoute, Link, redirect } from "@tanstack/react-router";
import { CalendarX, SearchX, TicketX } from "lucide-react";
import { lazy, Suspense } from "react";
import { queryClient } from "../api.ts";
import { doorEventsQuery } from "../session.ts";
import { DoorEventRow } from "../check-in/door-event-row.tsx";
import { switchLocale } from "../i18n/switch-locale.ts";
import { pagesText } from "../pages-text.ts";
import { requireSession } from "../require-session.ts";
import { isId } from "@eventmaster/contract/is-id";
import { findEvents } from "../check-in/find-events.ts";

// Neither is needed to see which events there are.
const AccountMenu = lazy(async () => ({ default: (await import("../account-menu.tsx")).AccountMenu }));
const SearchField = lazy(async () => ({
  default: (await import("@eventmaster/ui/search-field")).SearchField,
}));

/** So many fit on a screen; of more, one searches. */
const searchFrom = 7;

export const Route = createFileRoute("/")({
  /** `event` goes straight to that event's door. */
  validateSearch: ({
    event,
    q,
  }: Record<string, unknown>): { event?: string | undefined; q?: string | undefined } => ({
    ...(isId(event) ? { event } : {}),
    ...(typeof q === "string" ? { q } : {}),
  }),
  beforeLoad: async ({ search: { event } }) => {
    const session = await requireSession(event);
    if (event) throw redirect({ to: "/events/$eventId", params: { eventId: event }, replace: true });
    return session;
  },
  loader: () => queryClient.ensureQueryData(doorEventsQuery),
  pendingComponent: Pending,
  component: ChooseEvent,
});

function Pending() {
  const { events: t, site } = useText(pagesText);
  return (
    <AppShell brand={<Brand name={site} />}>
      <Page title={t.title} siteName={site} width="narrow">
        <SkeletonRows count={5} className="h-22" />
      </Page>
    </AppShell>
  );
}

function ChooseEvent() {
  const { events: t, site } = useText(pagesText);
  const { me } = Route.useRouteContext();
  const { q = "" } = Route.useSearch();
  const navigate = Route.useNavigate();
  const { data: events } = useSuspenseQuery(doorEventsQuery);
  const found = findEvents(events, q);

  return (
    <AppShell
      brand={
        <Link to="/" className="no-underline">
          <Brand name={site} />
        </Link>
      }
      nav={
        <a href="/" className={navLinkStyles()}>
          {t.web}
        </a>
      }
      account={
        <Suspense fallback={<span className="size-11" />}>
          <AccountMenu me={me} />
        </Suspense>
      }
      footer={
        <div className="mx-auto max-w-3xl px-4 py-4 text-sm text-ink-muted sm:px-6">
          <LanguageChoice onChoose={switchLocale} />
        </div>
      }
    >
      <Page
        title={events.length === 0 ? (can(me.role, "event:create") ? t.none : t.staffOnly) : t.title}
        siteName={site}
        subtitle={events.length === 0 ? undefined : t.subtitle}
        width="narrow"
      >
        {events.length === 0 ? (
          <NoEvents me={me} />
        ) : (
          <>
            {events.length >= searchFrom && (
              <Suspense fallback={<span className="mb-5 block h-11" />}>
                <SearchField
                  label={t.search}
                  placeholder={t.searchHint}
                  className="mb-5"
                  value={q}
                  onChange={(text) =>
                    void navigate({ search: text === "" ? {} : { q: text }, replace: true })
                  }
                />
              </Suspense>
            )}
            {found.length === 0 ? (
              <EmptyState icon={SearchX} title={t.notFound}>
                {t.fewer}
              </EmptyState>
            ) : (
              <ul className="flex flex-col gap-3">
                {found.map((event) => (
                  <li key={event.id}>
                    <DoorEventRow event={event} />
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </Page>
    </AppShell>
  );
}

/** Honest about why: a member is on no door's staff; an organizer has nothing that is on. */
function NoEvents({ me }: { me: Me }) {
  const { events: t } = useText(pagesText);
  return can(me.role, "event:create") ? (
    <EmptyState
      icon={CalendarX}
      title={t.nothingOn}
      action={
        <a href="/" className={buttonStyles()}>
          {t.openWeb}
        </a>
      }
    >
      {t.until}
    </EmptyState>
  ) : (
    <EmptyState
      icon={TicketX}
      title={t.noStaff}
      action={
        <a href="/" className={buttonStyles()}>
          {t.toTickets}
        </a>
      }
    >
      {t.askOrganizer(me.email)}
    </EmptyState>
  );
}
