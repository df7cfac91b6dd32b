import type { Locale } from "@eventmaster/contract/locales";
import type { Ticket } from "@eventmaster/contract/registrations";
import { encode as encodePng } from "fast-png";
import { PKPass } from "passkit-generator";
import { eventTimeText, ticketTexts } from "./ticket-texts.ts";

/** What Apple gives to those who make passes; certificates and keys as PEM. */
export interface AppleWallet {
  passTypeIdentifier: string;
  teamIdentifier: string;
  certificate: string;
  key: string;
  keyPassphrase: string | undefined;
  /** Apple's own, which issued the certificate (WWDR). */
  authority: string;
}

export interface ApplePassOptions {
  wallet: AppleWallet;
  locale: Locale;
  organizationName: string;
  /** Where a phone asks for the newest pass, and by what it may. */
  service: { url: string; token: string };
}

const hour = 60 * 60 * 1000;

/** The ticket as a signed pass of Apple Wallet. One that opens no door any more is shown as void. */
export function drawApplePass(
  ticket: Ticket,
  { wallet, locale, organizationName, service }: ApplePassOptions,
): Uint8Array {
  const texts = ticketTexts[locale];
  const pass = new PKPass(
    { "icon.png": square(29), "icon@2x.png": square(58), "icon@3x.png": square(87) },
    {
      wwdr: wallet.authority,
      signerCert: wallet.certificate,
      signerKey: wallet.key,
      ...(wallet.keyPassphrase === undefined ? {} : { signerKeyPassphrase: wallet.keyPassphrase }),
    },
    {
      formatVersion: 1,
      passTypeIdentifier: wallet.passTypeIdentifier,
      teamIdentifier: wallet.teamIdentifier,
      serialNumber: ticket.id,
      organizationName,
      description: `${texts.ticket}: ${ticket.eventTitle}`,
      foregroundColor: "rgb(255, 255, 255)",
      labelColor: "rgb(214, 220, 255)",
      backgroundColor: "rgb(37, 64, 214)",
      webServiceURL: service.url,
      authenticationToken: service.token,
      voided: ticket.status === "cancelled" || ticket.eventStatus === "cancelled",
    },
  );
  pass.type = "eventTicket";
  pass.primaryFields.push({ key: "event", label: texts.ticket, value: ticket.eventTitle });
  pass.secondaryFields.push({
    key: "when",
    label: texts.when,
    value: eventTimeText(ticket, locale).join("\n"),
    changeMessage: "%@",
  });
  pass.auxiliaryFields.push(
    { key: "where", label: texts.where, value: ticket.eventLocation, changeMessage: "%@" },
    { key: "holder", label: texts.holder, value: ticket.holderName },
  );
  pass.backFields.push({ key: "number", label: texts.number, value: ticket.id });
  pass.setBarcodes({
    format: "PKBarcodeFormatQR",
    message: ticket.qrCode,
    // The code's alphabet is within it, and every phone knows it.
    messageEncoding: "iso-8859-1",
  });
  pass.setRelevantDate(new Date(ticket.eventStartAt));
  // The door is open until twelve hours after the end.
  pass.setExpirationDate(new Date(new Date(ticket.eventEndAt).getTime() + 12 * hour));
  return pass.getAsBuffer();
}

/** Apple shows an icon where it tells of a change: the accent colour, with a white ticket's stub. */
function square(size: number): Buffer {
  const data = new Uint8Array(size * size * 3);
  const isStub = (x: number, y: number) =>
    x > size * 0.2 &&
    x < size * 0.8 &&
    y > size * 0.32 &&
    y < size * 0.68 &&
    Math.abs(x - size * 0.6) > size * 0.02;
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++)
      data.set(isStub(x, y) ? [255, 255, 255] : [37, 64, 214], 3 * (y * size + x));
  return Buffer.from(encodePng({ width: size, height: size, data, channels: 3, depth: 8 }));
}
