import { formatNumber } from "@eventmaster/i18n/format";
import { useLocale } from "@eventmaster/i18n/locale";

/** How much waits behind a tab. */
export function TabCount({ count }: { count: number }) {
  useLocale();
  return (
    <span className="rounded-full bg-sunken px-2 py-0.5 text-xs font-semibold tabular-nums text-ink-muted">
      {formatNumber(count)}
    </span>
  );
}
