import type { TicketPdfInput, TicketQrInput } from "@eventmaster/contract/tickets";
import { printTicket } from "@eventmaster/tickets/print-ticket";
import { qrPng, qrSvg } from "@eventmaster/tickets/qr-image";
import type { Context } from "../context.ts";
import { type Download, fileName } from "../download.ts";
import { loadOwnTicket } from "./load-own-ticket.ts";

/** The code of one of the actor's own tickets as a picture. @throws not_found, registration_cancelled */
export async function downloadTicketQr(ctx: Context, input: TicketQrInput): Promise<Download> {
  const { ticket } = await loadOwnTicket(ctx, input);
  const isPng = input.format === "png";
  return {
    name: fileName(ticket.eventTitle, `QR.${input.format}`),
    type: isPng ? "image/png" : "image/svg+xml",
    body: isPng ? qrPng(ticket.qrCode, input.size) : Buffer.from(qrSvg(ticket.qrCode, input.size)),
  };
}

/** One of the actor's own tickets as a PDF in their language. @throws not_found, registration_cancelled */
export async function downloadTicketPdf(ctx: Context, input: TicketPdfInput): Promise<Download> {
  const { ticket, locale } = await loadOwnTicket(ctx, input);
  return {
    name: fileName(ticket.eventTitle, "ticket.pdf"),
    type: "application/pdf",
    body: await printTicket(ticket, { format: input.format, locale }),
  };
}
