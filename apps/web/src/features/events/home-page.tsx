import { firstWaits } from "@eventmaster/contract/first-asks";
import { useText } from "@eventmaster/i18n/locale";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { Instant } from "@eventmaster/ui/event-date";
import { Page, Section } from "@eventmaster/ui/page";
import { useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ArrowRight, CalendarSearch, Hourglass } from "lucide-react";
import { useSession } from "../../lib/session.ts";
import { trpc } from "../../lib/trpc.ts";
import { TicketRow } from "../registrations/ticket-row.tsx";
import { ticketsInput } from "../registrations/ticket-search.ts";
import { browseQuery } from "./browse-query.ts";
import { CategoryFilter } from "./category-filter.tsx";
import { EventCard } from "./event-card.tsx";
import { eventsText } from "./text.ts";

const route = getRouteApi("/");

/** What is on soon; for who is signed in, first what is theirs. */
export function HomePage() {
  const t = useText(eventsText);
  const me = useSession();
  const { input } = route.useLoaderData();
  const { data } = useSuspenseInfiniteQuery(browseQuery(input));
  const events = data.pages.flatMap((page) => page.items).slice(0, 6);
  return (
    <Page
      title={me ? t.hello(me.displayName) : t.homeTitle}
      documentTitle={t.home}
      subtitle={me ? undefined : t.homeHint}
    >
      {me && (
        <>
          <HeldSeats />
          <NextTicket />
        </>
      )}
      <Section
        title={t.onSoon}
        actions={
          <Link
            to="/events"
            className="inline-flex min-h-11 items-center gap-1.5 font-semibold text-accent underline-offset-3 hover:underline"
          >
            {t.seeAll}
            <ArrowRight aria-hidden className="size-4.5 rtl:-scale-x-100" />
          </Link>
        }
      >
        {events.length === 0 ? (
          <EmptyState icon={CalendarSearch} title={t.noneYet}>
            {t.comeBack}
          </EmptyState>
        ) : (
          <ul className="grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
            {events.map((event) => (
              <li key={event.id} className="min-w-0">
                <EventCard event={event} headingLevel="h3" />
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={t.byCategory}>
        <CategoryFilter search={{}} isStart />
      </Section>
    </Page>
  );
}

/** Seats that the waitlist offers: they do not wait for ever, so they stand above everything. */
function HeldSeats() {
  const t = useText(eventsText);
  const { data } = trpc.waitlist.mine.useQuery(firstWaits);
  const held = data?.items.filter(({ status }) => status === "offered") ?? [];
  if (held.length === 0) return null;
  return (
    <ul className="mb-10 flex flex-col gap-3">
      {held.map((entry) => (
        <li
          key={entry.id}
          className="flex flex-wrap items-center gap-x-5 gap-y-3 rounded-card bg-caution-soft p-5"
        >
          <Hourglass aria-hidden className="size-6 shrink-0 text-caution" />
          <div className="min-w-0 grow">
            <p className="font-bold">{t.heldForYou}</p>
            <p>
              {entry.eventTitle}
              {entry.offerExpiresAt !== null && (
                <>
                  {" · "}
                  {t.heldUntil} <Instant at={entry.offerExpiresAt} />
                </>
              )}
            </p>
          </div>
          <Link to="/events/$eventId" params={{ eventId: entry.eventId }} className={buttonStyles()}>
            {t.takeSeat}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function NextTicket() {
  const t = useText(eventsText);
  const { data } = trpc.registrations.mine.useQuery(ticketsInput({}));
  const next = data?.items[0];
  if (!next) return null;
  return (
    <Section title={t.yourNext}>
      <div className="max-w-3xl">
        <TicketRow ticket={next} headingLevel="h3" />
      </div>
    </Section>
  );
}
