import { ticketPdfInput, ticketQrInput } from "@eventmaster/contract/tickets";
import { downloadTicketPdf, downloadTicketQr } from "@eventmaster/core/tickets/download-ticket";
import { requires, router } from "../trpc.ts";

/** What answers with a file: reached by REST alone, since tRPC carries JSON. */
export const files = router({
  ticketQr: requires("registration:list-own")
    .input(ticketQrInput)
    .query(({ ctx, input }) => downloadTicketQr(ctx, input)),

  ticketPdf: requires("registration:list-own", "printTicket")
    .input(ticketPdfInput)
    .query(({ ctx, input }) => downloadTicketPdf(ctx, input)),
});
