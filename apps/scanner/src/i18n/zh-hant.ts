import { errorsTextZhHant } from "@eventmaster/client/errors-text.zh-hant";
import type { Translation } from "@eventmaster/i18n/text";
import { translations as components } from "@eventmaster/ui/translations.zh-hant";

const features = import.meta.glob<Record<string, Translation>>("../**/*text.zh-hant.ts", { eager: true });

/** Every word of the app in this language: one chunk, fetched by those who read it. */
export const translations = [
  ...Object.values(features).flatMap((words) => Object.values(words)),
  ...components,
  errorsTextZhHant,
];
