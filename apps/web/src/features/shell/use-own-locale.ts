import type { Me } from "@eventmaster/contract/accounts";
import { useEffect } from "react";
import { switchLocale } from "../../i18n/switch-locale.ts";
import { chooseLocale, unkeptLocale } from "./choose-locale.ts";

/** Whoever signs in is spoken to in their account's language, or in the one that they chose here when it could not be told. */
export function useOwnLocale(me: Me | null): void {
  const { id: userId, locale } = me ?? {};
  useEffect(() => {
    const unkept = userId && unkeptLocale(userId);
    if (unkept) void chooseLocale(unkept).catch(() => undefined);
  }, [userId]);
  useEffect(() => {
    if (userId && locale && !unkeptLocale(userId)) void switchLocale(locale).catch(() => undefined);
  }, [userId, locale]);
}
