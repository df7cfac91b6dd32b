import type { Locale } from "@eventmaster/contract/locales";
import { switchLocale } from "../../i18n/switch-locale.ts";
import { api, trpcClient } from "../../lib/trpc.ts";

/** Speaks the language from now on; for whoever is signed in, on all their devices and in mails. */
export async function chooseLocale(locale: Locale): Promise<void> {
  await switchLocale(locale);
  const me = api.accounts.session.getData();
  if (!me || me.locale === locale) return;
  api.accounts.session.setData(undefined, { ...me, locale });
  // This browser remembers it anyway.
  await trpcClient.accounts.updateProfile.mutate({ locale }).catch(() => undefined);
}
