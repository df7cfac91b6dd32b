import type { Locale } from "@eventmaster/contract/locales";
import type { Ticket } from "@eventmaster/contract/registrations";
import { type AppleWallet, drawApplePass } from "@eventmaster/tickets/apple-pass";
import type { Services } from "../context.ts";

export const passType = "application/vnd.apple.pkpass";

interface Parts {
  wallet: AppleWallet;
  locale: Locale;
  organizationName: string;
  token: string;
}

/** The pass as it is now, with where its phone finds the next one. */
export function drawPass(
  { publicUrl }: Pick<Services, "publicUrl">,
  ticket: Ticket,
  { token, ...parts }: Parts,
): Uint8Array {
  return drawApplePass(ticket, { ...parts, service: { url: `${publicUrl}/api/wallet/apple`, token } });
}
