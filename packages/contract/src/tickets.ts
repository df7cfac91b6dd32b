import { z } from "zod";
import { id, unlessMissing } from "./text.ts";

export const qrFormats = ["png", "svg"] as const;

/** A sheet for the printer, or a page as narrow as a phone. */
export const ticketFormats = ["a4", "phone"] as const;
export type TicketFormat = (typeof ticketFormats)[number];

/** Pixels of a side. The smallest gives each module of a ticket's code two of them; beyond the largest nothing is gained in print. */
export const qrSizes = { min: 100, default: 512, max: 2048 };

export const ticketQrInput = z.strictObject({
  registrationId: id,
  format: z.enum(qrFormats, unlessMissing(`Must be one of ${qrFormats.join(", ")}`)),
  size: z.coerce
    .number("Must be a number")
    .int("Must be a whole number")
    .min(qrSizes.min, `Must be at least ${qrSizes.min}`)
    .max(qrSizes.max, `Must be at most ${qrSizes.max}`)
    .default(qrSizes.default),
});
export type TicketQrInput = z.infer<typeof ticketQrInput>;

export const ticketPdfInput = z.strictObject({
  registrationId: id,
  format: z.enum(ticketFormats, unlessMissing(`Must be one of ${ticketFormats.join(", ")}`)).default("a4"),
});
export type TicketPdfInput = z.infer<typeof ticketPdfInput>;
