import type { Ticket } from "@eventmaster/contract/registrations";
import { Piscina } from "piscina";
import type { TicketOptions } from "./ticket-pdf.ts";

interface Printed {
  ticket: Ticket;
  options: TicketOptions;
}

let pool: Piscina<Printed, Uint8Array> | undefined;

/**
 * `drawTicketPdf` in a thread of its own: it would hold up every other request for as long as it computes. The thread starts
 * with the first ticket, ends half a minute after the last, and keeps no process alive.
 * @throws Error when more than 500 tickets wait
 */
export function printTicket(ticket: Ticket, options: TicketOptions): Promise<Uint8Array> {
  pool ??= new Piscina({
    filename: new URL("ticket-pdf.ts", import.meta.url).href,
    name: "printTicketTask",
    minThreads: 0,
    maxThreads: 1,
    maxQueue: 500,
    idleTimeout: 30_000,
  });
  return pool.run({ ticket, options });
}
