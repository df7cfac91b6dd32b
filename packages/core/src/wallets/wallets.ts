import type { AppleWallet } from "@eventmaster/tickets/apple-pass";
import type { GoogleWallet } from "@eventmaster/tickets/google-pass";
import type { Context } from "../context.ts";
import { DomainError } from "../domain-error.ts";

/** The wallets that this system was given certificates and keys for. */
export interface Wallets {
  apple?: AppleWallet | undefined;
  google?: GoogleWallet | undefined;
}

/** @throws wallet_not_set_up */
export function appleWallet(ctx: Pick<Context, "wallets">): AppleWallet {
  if (!ctx.wallets?.apple) throw new DomainError("wallet_not_set_up");
  return ctx.wallets.apple;
}

/** @throws wallet_not_set_up */
export function googleWallet(ctx: Pick<Context, "wallets">): GoogleWallet {
  if (!ctx.wallets?.google) throw new DomainError("wallet_not_set_up");
  return ctx.wallets.google;
}
