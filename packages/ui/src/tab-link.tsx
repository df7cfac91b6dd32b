import { type ReactNode, useLayoutEffect, useRef } from "react";
import { classNames } from "./class-names.ts";

/** Shared by tabs and by links that look like tabs. */
export const tabStyles =
  "flex min-h-12 shrink-0 cursor-pointer items-center gap-2 rounded-t-sm border-b-[3px] border-transparent font-semibold whitespace-nowrap text-ink-muted transition-colors hover:text-ink data-selected:border-accent data-selected:text-ink data-focus-visible:-outline-offset-2 aria-[current=page]:border-accent aria-[current=page]:text-ink";

/** A row of router Links that look like tabs. On phones it is wider than the screen: the tab one is on stays in sight. */
export function TabNav({
  label,
  className,
  children,
}: {
  label: string;
  className?: string | undefined;
  children: ReactNode;
}) {
  const nav = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const row = nav.current;
    if (!row) return undefined;
    const show = () => showCurrent(row);
    // The row may stay while the pages under it change.
    const changes = new MutationObserver(show);
    changes.observe(row, { subtree: true, attributeFilter: ["aria-current"] });
    // Tells of the first layout, too, before it is painted; to ask here would force one of its own. The typeface and a
    // count come later, and move what stands after them.
    const widths = new ResizeObserver(show);
    for (const element of [row, ...row.children]) widths.observe(element);
    return () => {
      changes.disconnect();
      widths.disconnect();
    };
  }, []);
  return (
    <nav
      ref={nav}
      aria-label={label}
      className={classNames(
        "no-scrollbar no-print flex gap-6 overflow-x-auto border-b border-line",
        className,
      )}
    >
      {children}
    </nav>
  );
}

/** Within its row: to scroll the tab into view would move the page as well. */
function showCurrent(row: HTMLElement): void {
  const tab = row.querySelector("[aria-current=page]")?.getBoundingClientRect();
  if (!tab) return;
  const { left, width } = row.getBoundingClientRect();
  row.scrollLeft += tab.left + tab.width / 2 - (left + width / 2);
}

/** The look of a tab in such a row. */
export function tabLinkStyles(): string {
  return tabStyles;
}
