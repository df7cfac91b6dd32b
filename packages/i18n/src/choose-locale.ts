import { type Locale, locales, matchLocale } from "@eventmaster/contract/locales";

const key = "eventmaster.locale";

/** What this browser was told to speak, else the best of its own languages, else English. */
export function chosenLocale(): Locale {
  let remembered: string | null = null;
  try {
    remembered = localStorage.getItem(key);
  } catch {
    // A browser may refuse its storage.
  }
  return matchLocale([...(remembered ? [remembered] : []), ...navigator.languages]) ?? locales[0];
}

export function rememberLocale(locale: Locale): void {
  try {
    localStorage.setItem(key, locale);
  } catch {
    // Then it is spoken until the page is closed.
  }
}
