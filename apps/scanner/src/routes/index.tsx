import { can } from "@eventmaster/contract/permissions";
import { AppShell, navLinkStyles } from "@eventmaster/ui/app-shell";
import { Brand } from "@eventmaster/ui/brand";
import { buttonStyles } from "@eventmaster/ui/button";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { Page } from "@eventmaster/ui/page";
import { SearchField } from "@eventmaster/ui/search-field";
import { SkeletonRows } from "@eventmaster/ui/skeleton";
import type { Me } from "@eventmaster/contract/accounts";
import { useSuspenseQuery } from "@tanstack/react-query";
import { createFileRoute, Link, redirect } from "@tanstack/react-router";
import { CalendarX, SearchX, TicketX } from "lucide-react";
import { z } from "zod";
import { queryClient } from "../api.ts";
import { doorEventsQuery } from "../session.ts";
import { AccountMenu } from "../account-menu.tsx";
import { DoorEventRow } from "../check-in/door-event-row.tsx";
import { requireSession } from "../require-session.ts";
import { findEvents } from "../check-in/find-events.ts";

/** So many fit on a screen; of more, one searches. */
const searchFrom = 7;

export const Route = createFileRoute("/")({
  validateSearch: z.object({
    /** Goes straight to this event's door. */
    event: z.guid().optional().catch(undefined),
    q: z.string().optional().catch(undefined),
  }),
  beforeLoad: async ({ search: { event } }) => {
    const session = await requireSession(event);
    if (event) throw redirect({ to: "/events/$eventId", params: { eventId: event }, replace: true });
    return session;
  },
  loader: () => queryClient.ensureQueryData(doorEventsQuery),
  pendingComponent: () => (
    <AppShell brand={<Brand name="EventMaster Scanner" />}>
      <Page title="Choose an event" siteName="EventMaster Scanner" width="narrow">
        <SkeletonRows count={5} className="h-22" />
      </Page>
    </AppShell>
  ),
  component: ChooseEvent,
});

function ChooseEvent() {
  const { me } = Route.useRouteContext();
  const { q = "" } = Route.useSearch();
  const navigate = Route.useNavigate();
  const { data: events } = useSuspenseQuery(doorEventsQuery);
  const found = findEvents(events, q);

  return (
    <AppShell
      brand={
        <Link to="/" className="no-underline">
          <Brand name="EventMaster Scanner" />
        </Link>
      }
      nav={
        <a href="/" className={navLinkStyles()}>
          Events and tickets
        </a>
      }
      account={<AccountMenu me={me} />}
    >
      <Page
        title={events.length === 0 ? noEventsTitle(me) : "Choose an event"}
        siteName="EventMaster Scanner"
        subtitle={events.length === 0 ? undefined : "The tickets you scan are checked for it."}
        width="narrow"
      >
        {events.length === 0 ? (
          <NoEvents me={me} />
        ) : (
          <>
            {events.length >= searchFrom && (
              <SearchField
                label="Search events"
                placeholder="Title or place"
                className="mb-5"
                value={q}
                onChange={(text) => void navigate({ search: text === "" ? {} : { q: text }, replace: true })}
              />
            )}
            {found.length === 0 ? (
              <EmptyState icon={SearchX} title="No event has that in its title or place">
                Try fewer letters.
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

function noEventsTitle(me: Me): string {
  return can(me.role, "event:create") ? "No event to scan" : "Scanning is for door staff";
}

/** Honest about why: a member is on no door's staff; an organizer has nothing that is on. */
function NoEvents({ me }: { me: Me }) {
  return can(me.role, "event:create") ? (
    <EmptyState
      icon={CalendarX}
      title="Nothing is on"
      action={
        <a href="/" className={buttonStyles()}>
          Open EventMaster
        </a>
      }
    >
      Published events appear here until twelve hours after their end.
    </EmptyState>
  ) : (
    <EmptyState
      icon={TicketX}
      title="You are on no event’s door staff"
      action={
        <a href="/" className={buttonStyles()}>
          Go to your tickets
        </a>
      }
    >
      You are signed in as {me.email}. To scan, ask the organizer of the event to add you to its staff.
    </EmptyState>
  );
}
