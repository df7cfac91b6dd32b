import type { Locale } from "@eventmaster/contract/locales";
import { chosenLocale, rememberLocale } from "./choose-locale.ts";
import { currentLocale, directionOf, speak } from "./locale.ts";
import type { Translation } from "./text.ts";

type Loader = () => Promise<{ translations: readonly Translation[] }>;

/** How an app changes its language; English comes with the app, and the others are fetched when they are spoken. */
export function createLocaleSwitch(loaders: Record<Exclude<Locale, "en">, Loader>) {
  let latest = 0;
  const show = async (locale: Locale): Promise<void> => {
    const turn = ++latest;
    const { translations } = locale === "en" ? { translations: [] } : await loaders[locale]();
    // Words that come late do not undo a later choice.
    if (turn !== latest) return;
    document.documentElement.lang = locale;
    document.documentElement.dir = directionOf(locale);
    speak(locale, translations);
  };
  return {
    /** Before the first page is drawn. Where the words cannot be fetched, English is better than nothing. */
    startLocale: () => show(chosenLocale()).catch(() => show("en")),
    /** Somebody chose a language: spoken from now on, and in this browser the next time. @throws when it cannot be fetched */
    switchLocale: async (locale: Locale): Promise<void> => {
      await show(locale);
      if (currentLocale() === locale) rememberLocale(locale);
    },
  };
}
