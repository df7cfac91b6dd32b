import type { Locale } from "@eventmaster/contract/locales";
import { chosenLocale, rememberLocale } from "@eventmaster/i18n/choose-locale";
import { directionOf, speak } from "@eventmaster/i18n/locale";
import type { Translation } from "@eventmaster/i18n/text";

const loaders: Record<Locale, () => Promise<{ translations: readonly Translation[] }>> = {
  en: () => Promise.resolve({ translations: [] }),
  de: () => import("./de.ts"),
  "zh-Hant": () => import("./zh-hant.ts"),
};

/** Before the first page is drawn. Where the words cannot be fetched, English is better than nothing. */
export async function startLocale(): Promise<void> {
  await show(chosenLocale()).catch(() => show("en"));
}

/** Somebody chose a language: spoken from now on, and in this browser the next time. @throws when it cannot be fetched */
export async function switchLocale(locale: Locale): Promise<void> {
  await show(locale);
  rememberLocale(locale);
}

async function show(locale: Locale): Promise<void> {
  const { translations } = await loaders[locale]();
  document.documentElement.lang = locale;
  document.documentElement.dir = directionOf(locale);
  speak(locale, translations);
}
