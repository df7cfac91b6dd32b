import type { Locale } from "@eventmaster/contract/locales";
import type { Ticket } from "@eventmaster/contract/registrations";
import { importPKCS8, SignJWT } from "jose";

/** A service account of Google's that may issue passes. */
export interface GoogleWallet {
  issuerId: string;
  email: string;
  /** PEM (PKCS #8). */
  privateKey: string;
}

interface Options {
  wallet: GoogleWallet;
  locale: Locale;
  organizationName: string;
  now: Date;
  origin: string;
}

const hour = 60 * 60 * 1000;

export const googleClassId = ({ issuerId }: GoogleWallet, eventId: string) => `${issuerId}.event-${eventId}`;
export const googleObjectId = ({ issuerId }: GoogleWallet, registrationId: string) =>
  `${issuerId}.ticket-${registrationId}`;

type Text = { defaultValue: { language: string; value: string } };

/** What all tickets of an event share. */
export function googleClass(
  ticket: Ticket,
  { wallet, locale, organizationName }: Omit<Options, "now" | "origin">,
) {
  const text = (value: string): Text => ({ defaultValue: { language: locale, value } });
  return {
    id: googleClassId(wallet, ticket.eventId),
    issuerName: organizationName,
    reviewStatus: "UNDER_REVIEW",
    eventName: text(ticket.eventTitle),
    venue: { name: text(ticket.eventLocation), address: text(ticket.eventLocation) },
    dateTime: { start: ticket.eventStartAt, end: ticket.eventEndAt },
  };
}

/** One person's ticket. */
export function googleObject(ticket: Ticket, { wallet }: { wallet: GoogleWallet }) {
  const isVoid = ticket.status === "cancelled" || ticket.eventStatus === "cancelled";
  return {
    id: googleObjectId(wallet, ticket.id),
    classId: googleClassId(wallet, ticket.eventId),
    state: isVoid ? "INACTIVE" : "ACTIVE",
    ticketHolderName: ticket.holderName,
    ticketNumber: ticket.id,
    barcode: { type: "QR_CODE", value: ticket.qrCode },
    validTimeInterval: {
      end: { date: new Date(new Date(ticket.eventEndAt).getTime() + 12 * hour).toISOString() },
    },
  };
}

/** The link behind "Add to Google Wallet": it carries the whole ticket, signed by the service account. */
export async function googleSaveLink(ticket: Ticket, options: Options): Promise<string> {
  const { wallet, now, origin } = options;
  const key = await importPKCS8(wallet.privateKey, "RS256");
  const token = await new SignJWT({
    typ: "savetowallet",
    origins: [origin],
    payload: {
      eventTicketClasses: [googleClass(ticket, options)],
      eventTicketObjects: [googleObject(ticket, options)],
    },
  })
    .setProtectedHeader({ alg: "RS256", typ: "JWT" })
    .setIssuer(wallet.email)
    .setAudience("google")
    .setIssuedAt(now)
    .sign(key);
  return `https://pay.google.com/gp/v/save/${token}`;
}
