import { registrationIdInput } from "@eventmaster/contract/registrations";
import { walletLink, walletOptions } from "@eventmaster/contract/wallets";
import { getGoogleWalletLink, getWalletOptions } from "@eventmaster/core/wallets/offer-passes";
import { requires, router } from "../trpc.ts";

export const wallets = router({
  /** Which buttons a ticket has. */
  options: requires("registration:list-own")
    .output(walletOptions)
    .query(({ ctx }) => getWalletOptions(ctx)),

  /** Where "Add to Google Wallet" leads. */
  googleLink: requires("registration:list-own", "printTicket")
    .input(registrationIdInput)
    .output(walletLink)
    .mutation(({ ctx, input }) => getGoogleWalletLink(ctx, input)),
});
