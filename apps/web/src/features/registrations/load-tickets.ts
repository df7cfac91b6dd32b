import { load } from "../../lib/load.ts";
import { api } from "../../lib/trpc.ts";
import { ticketsInput, type TicketsSearch } from "./ticket-search.ts";

/** A page of one's tickets; each of them can then be opened without asking again, also without a network. */
export async function loadTickets(search: TicketsSearch): Promise<void> {
  const { items } = await load(api.registrations.mine, ticketsInput(search));
  for (const ticket of items) api.registrations.get.setData({ registrationId: ticket.id }, ticket);
}
