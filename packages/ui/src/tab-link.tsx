import { formatNumber } from "@eventmaster/i18n/format";
import { useLocale } from "@eventmaster/i18n/locale";

/** Shared by tabs and by links that look like tabs. */
export const tabStyles =
  "flex min-h-12 shrink-0 cursor-pointer items-center gap-2 rounded-t-sm border-b-[3px] border-transparent font-semibold whitespace-nowrap text-ink-muted transition-colors hover:text-ink data-selected:border-accent data-selected:text-ink data-focus-visible:-outline-offset-2 aria-[current=page]:border-accent aria-[current=page]:text-ink";

/** The look of a tab for a row of router Links in a `<nav>`, each tab a route of its own. */
export function tabLinkStyles(): string {
  return tabStyles;
}

export function TabCount({ count }: { count: number }) {
  useLocale();
  return (
    <span className="rounded-full bg-sunken px-2 py-0.5 text-xs font-semibold tabular-nums text-ink-muted">
      {formatNumber(count)}
    </span>
  );
}
