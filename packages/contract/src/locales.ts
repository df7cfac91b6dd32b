/** The languages that the apps and the mails speak. */
export const locales = ["en", "de", "zh-Hant"] as const;
export type Locale = (typeof locales)[number];
