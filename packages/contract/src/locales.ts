/** The languages that people are spoken to in, as BCP 47 tags; the first is what is spoken when none is asked for. */
export const locales = ["en", "de", "zh-Hant"] as const;
export type Locale = (typeof locales)[number];

/** Each in its own words, for a list to choose from. */
export const localeNames: Record<Locale, string> = { en: "English", de: "Deutsch", "zh-Hant": "繁體中文" };

/** The first of somebody's languages (best first, as browsers and `Accept-Language` list them) that is spoken here. */
export function matchLocale(wanted: readonly string[]): Locale | null {
  for (const tag of wanted) {
    const match = locales.find((locale) => isSameLanguage(locale, tag));
    if (match) return match;
  }
  return null;
}

/** A language and where it is spoken, and nothing of how it is written. Source: RFC 5646. */
const plainTag = /^(?<language>[a-z]{2})(?:-(?:[a-z]{2}|\d{3}))?$/iu;

/** `de-AT` is German; `zh-TW` and `zh-HK` are written like `zh-Hant`, `zh-CN` is not. */
export function isSameLanguage(locale: Locale, tag: string): boolean {
  // The browser's own tables are slow to open, and each page would wait for them: most languages are written in one way.
  const language = plainTag.exec(tag)?.groups?.["language"]?.toLowerCase();
  if (language && language !== "zh") return language === locale;
  try {
    const [ours, theirs] = [new Intl.Locale(locale).maximize(), new Intl.Locale(tag).maximize()];
    return ours.language === theirs.language && ours.script === theirs.script;
  } catch {
    return false;
  }
}
