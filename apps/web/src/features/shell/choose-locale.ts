import { type Locale, locales } from "@eventmaster/contract/locales";
import { switchLocale } from "../../i18n/switch-locale.ts";
import { api, trpcClient } from "../../lib/trpc.ts";

/**
 * Speaks the language from now on. What the account cannot be told now, the next page tells it (`useOwnLocale`).
 * @throws when the words cannot be fetched
 */
export async function chooseLocale(locale: Locale): Promise<void> {
  await switchLocale(locale);
  void keepLocale(locale).catch(() => undefined);
}

const key = "eventmaster.unkept-locale";
let last: Promise<unknown> = Promise.resolve();

/** Whoever is signed in is spoken to like that on all their devices, and in mails. @throws when the server does not take it */
export async function keepLocale(locale: Locale): Promise<void> {
  const me = api.accounts.session.getData();
  if (!me || (me.locale === locale && !unkeptLocale(me.id))) return;
  localStorage.setItem(key, `${me.id} ${locale}`);
  api.accounts.session.setData(undefined, { ...me, locale });
  // One after the other: of two choices the later stays.
  last = last.catch(() => undefined).then(() => trpcClient.accounts.updateProfile.mutate({ locale }));
  await last;
  if (unkeptLocale(me.id) === locale) localStorage.removeItem(key);
}

/** What this person chose here, and their account may not know yet. */
export function unkeptLocale(userId: string): Locale | null {
  const [whose, chosen] = localStorage.getItem(key)?.split(" ") ?? [];
  return (whose === userId && locales.find((locale) => locale === chosen)) || null;
}
