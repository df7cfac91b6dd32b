import { qrPng } from "@eventmaster/tickets/qr-image";
import type { MailFile } from "./ready-mail.ts";

/** A ticket's QR code as an image within its mail: mail programs show no SVG, and many load nothing from elsewhere. */
export function ticketImage(qrCode: string): MailFile & { cid: string } {
  return {
    filename: "ticket.png",
    contentType: "image/png",
    content: qrPng(qrCode),
    cid: "ticket@eventmaster",
  };
}
