import { errorsTextDe } from "@eventmaster/client/errors-text.de";
import type { Translation } from "@eventmaster/i18n/text";
import { translations as components } from "@eventmaster/ui/translations.de";

const features = import.meta.glob<Record<string, Translation>>("../**/*text.de.ts", { eager: true });

/** Every word of the app in this language: one chunk, fetched by those who read it. */
export const translations = [
  ...Object.values(features).flatMap((words) => Object.values(words)),
  ...components,
  errorsTextDe,
];
