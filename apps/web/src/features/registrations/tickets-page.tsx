import { buttonStyles } from "@eventmaster/ui/button-styles";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { Page } from "@eventmaster/ui/page";
import { tabLinkStyles } from "@eventmaster/ui/tab-link";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Ticket as TicketIcon } from "lucide-react";
import { trpc } from "../../lib/trpc.ts";
import { PageTurner } from "../lists/page-turner.tsx";
import { TicketRow } from "./ticket-row.tsx";
import { ticketsInput } from "./ticket-search.ts";

const route = getRouteApi("/tickets/");

export function TicketsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [list] = trpc.registrations.mine.useSuspenseQuery(ticketsInput(search));
  return (
    <Page title="My tickets">
      <div className="max-w-3xl">
        <nav aria-label="Which tickets" className="mb-6 flex gap-6 border-b border-line">
          <Link
            to="/tickets"
            search={{}}
            className={tabLinkStyles()}
            aria-current={search.when ? undefined : "page"}
            activeProps={{}}
          >
            Upcoming
          </Link>
          <Link
            to="/tickets"
            search={{ when: "past" }}
            className={tabLinkStyles()}
            activeOptions={{ includeSearch: true }}
          >
            Past
          </Link>
        </nav>
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
          label="Tickets"
          list={list}
          page={search.page}
          onTurn={(page) => void navigate({ search: { ...search, page } })}
        />
      </div>
    </Page>
  );
}

function NoTickets({ isPast }: { isPast: boolean }) {
  return isPast ? (
    <EmptyState icon={TicketIcon} title="No past tickets">
      Tickets of events that are over, and cancelled ones, are kept here.
    </EmptyState>
  ) : (
    <EmptyState
      icon={TicketIcon}
      title="No tickets yet"
      action={
        <Link to="/events" className={buttonStyles()}>
          Browse events
        </Link>
      }
    >
      Register for an event, and its ticket with the code for the door stands here.
    </EmptyState>
  );
}
