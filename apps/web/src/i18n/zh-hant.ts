import type { Translation } from "@eventmaster/i18n/text";
import { uiTextZhHant } from "@eventmaster/ui/text.zh-hant";

const features = import.meta.glob<Record<string, Translation>>("../**/*text.zh-hant.ts", { eager: true });

/** Every word of the app in Traditional Chinese: one chunk, fetched by those who read it. */
export const translations = [
  ...Object.values(features).flatMap((words) => Object.values(words)),
  uiTextZhHant,
];
