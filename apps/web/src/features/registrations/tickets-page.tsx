import { firstWaits } from "@eventmaster/contract/first-asks";
import { useText } from "@eventmaster/i18n/locale";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { Badge } from "@eventmaster/ui/badge";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { Page } from "@eventmaster/ui/page";
import { tabLinkStyles, TabNav } from "@eventmaster/ui/tab-link";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Hourglass, Ticket as TicketIcon } from "lucide-react";
import { trpc } from "../../lib/trpc.ts";
import { PageTurner } from "../lists/page-turner.tsx";
import { ticketsText } from "./tickets-text.ts";
import { TicketRow } from "./ticket-row.tsx";
import { ticketsInput } from "./ticket-search.ts";

const route = getRouteApi("/tickets/");

export function TicketsPage() {
  const t = useText(ticketsText);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [list] = trpc.registrations.mine.useSuspenseQuery(ticketsInput(search));
  return (
    <Page title={t.myTickets}>
      <div className="max-w-3xl">
        <TabNav label={t.which} className="mb-6">
          <Link
            to="/tickets"
            search={{}}
            className={tabLinkStyles()}
            // Also on its later pages.
            aria-current={search.when ? undefined : "page"}
            activeOptions={{ exact: true }}
          >
            {t.upcoming}
          </Link>
          <Link
            to="/tickets"
            search={{ when: "past" }}
            className={tabLinkStyles()}
            activeOptions={{ includeSearch: true }}
          >
            {t.past}
          </Link>
        </TabNav>
        {!search.when && <Waitlists />}
        {list.items.length === 0 ? (
          <NoTickets isPast={search.when === "past"} />
        ) : (
          <ul className="flex flex-col gap-4">
            {list.items.map((ticket) => (
              <li key={ticket.id}>
                <TicketRow ticket={ticket} />
              </li>
            ))}
          </ul>
        )}
        <PageTurner
          label={t.tickets}
          list={list}
          page={search.page}
          onTurn={(page) => void navigate({ search: { ...search, page } })}
        />
      </div>
    </Page>
  );
}

/** Where this person waits for a seat: above the tickets, because an offer does not wait for ever. */
function Waitlists() {
  const t = useText(ticketsText);
  const { data } = trpc.waitlist.mine.useQuery(firstWaits);
  const entries = data?.items.filter(({ status }) => status === "waiting" || status === "offered") ?? [];
  if (entries.length === 0) return null;
  return (
    <section aria-label={t.waiting} className="mb-8">
      <h2 className="mb-3 font-bold">{t.waiting}</h2>
      <ul className="flex flex-col gap-2">
        {entries.map((entry) => (
          <li key={entry.id}>
            <Link
              to="/events/$eventId"
              params={{ eventId: entry.eventId }}
              className="flex min-h-14 flex-wrap items-center justify-between gap-x-4 gap-y-1 rounded-card border border-line bg-raised px-5 py-3 text-ink no-underline hover:border-ink"
            >
              <span className="font-semibold">{entry.eventTitle}</span>
              {entry.status === "offered" ? (
                <Badge tone="caution" icon={Hourglass}>
                  {t.waitingOffered}
                </Badge>
              ) : (
                <Badge icon={Hourglass}>{t.waitingPlace(entry.position ?? 0)}</Badge>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function NoTickets({ isPast }: { isPast: boolean }) {
  const t = useText(ticketsText);
  return isPast ? (
    <EmptyState icon={TicketIcon} title={t.noPast}>
      {t.noPastHint}
    </EmptyState>
  ) : (
    <EmptyState
      icon={TicketIcon}
      title={t.none}
      action={
        <Link to="/events" className={buttonStyles()}>
          {t.browse}
        </Link>
      }
    >
      {t.noneHint}
    </EmptyState>
  );
}
