import { z } from "zod";

/** Which wallets this system makes passes for: buttons for the others are not shown. */
export const walletOptions = z.object({ apple: z.boolean(), google: z.boolean() });
export type WalletOptions = z.infer<typeof walletOptions>;

export const walletLink = z.object({ url: z.string() });
