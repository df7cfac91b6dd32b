import type { Me } from "@eventmaster/contract/accounts";
import { useEffect } from "react";
import { switchLocale } from "../../i18n/switch-locale.ts";

/** Whoever signs in is spoken to in their account's language. */
export function useOwnLocale(me: Me | null): void {
  const locale = me?.locale;
  useEffect(() => {
    if (locale) void switchLocale(locale).catch(() => undefined);
  }, [locale]);
}
