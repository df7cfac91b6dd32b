import { isSameLanguage, type Locale, locales } from "@eventmaster/contract/locales";
import { useSyncExternalStore } from "react";
import type { Text, Translation, Words } from "./text.ts";

let current: Locale = locales[0];
let translations = new Map<string, unknown>();
const listeners = new Set<() => void>();

/** From now on the page speaks this language; English needs no translations. */
export function speak(locale: Locale, spoken: readonly Translation[]): void {
  current = locale;
  translations = new Map(spoken.map(({ id, words }) => [id, words]));
  tellReactAria();
  for (const listener of listeners) listener();
}

/** The component library has its own words: it takes their language from here, and asks again when the browser's changes. */
function tellReactAria(): void {
  if (typeof window === "undefined") return;
  Object.assign(window, { [Symbol.for("react-aria.i18n.locale")]: formatTag() });
  window.dispatchEvent(new Event("languagechange"));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The language spoken now. In components take `useLocale`, which renders again when it changes. */
export function currentLocale(): Locale {
  return current;
}

export function useLocale(): Locale {
  return useSyncExternalStore(subscribe, currentLocale, currentLocale);
}

/** A feature's words in the language spoken now: for what is said outside of components. */
export function textOf<English extends Words>({ id, words }: Text<string, English>): English {
  // `translation` gave them the English words' type.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return (translations.get(id) as English | undefined) ?? words;
}

/** A feature's words: `const t = useText(eventsText)`, then `t.title` and `t.seatsLeft(3)`. */
export function useText<English extends Words>(text: Text<string, English>): English {
  useLocale();
  return textOf(text);
}

/** For `Intl`: the language spoken now in the reader's own region, where the browser names one (`en-GB`, `de-AT`). */
export function formatTag(): string {
  // Each number and date asks, and finding out takes longer than writing it.
  const languages = globalThis.navigator?.languages;
  if (found?.locale !== current || found.languages !== languages) {
    const own = languages?.find((tag) => isSameLanguage(current, tag));
    const tag = own ?? { en: "en", de: "de-DE", "zh-Hant": "zh-TW" }[current];
    found = { locale: current, languages, tag };
  }
  return found.tag;
}

let found: { locale: Locale; languages: readonly string[] | undefined; tag: string } | null = null;

/** None of today's languages is written from right to left; the pages are ready for one that is. */
export function directionOf(locale: Locale): "ltr" | "rtl" {
  return /^(?:ar|fa|he|ur)\b/u.test(locale) ? "rtl" : "ltr";
}
