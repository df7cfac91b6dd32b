import { createLocaleSwitch } from "@eventmaster/i18n/switch-locale";

export const { startLocale, switchLocale } = createLocaleSwitch({
  de: () => import("./de.ts"),
  "zh-Hant": () => import("./zh-hant.ts"),
});
