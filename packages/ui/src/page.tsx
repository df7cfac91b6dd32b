import type { ReactNode } from "react";
import { brandName } from "./brand.tsx";
import { classNames } from "./class-names.ts";

const titleId = "page-title";

/**
 * To be called after a navigation to another path, so that a screen reader starts at the new page:
 * `router.subscribe("onResolved", ({ pathChanged }) => pathChanged && focusPageTitle())`.
 */
export function focusPageTitle(): void {
  document.getElementById(titleId)?.focus({ preventScroll: true });
}

export type PageProps = {
  title: string;
  /** What the browser's tab says before "· EventMaster"; the title unless given. */
  documentTitle?: string | undefined;
  siteName?: string | undefined;
  /** A small line above the title: a link back, or where one is. */
  eyebrow?: ReactNode;
  subtitle?: ReactNode;
  /** Buttons; on phones below the title. */
  actions?: ReactNode;
  /** narrow: one form or one text; normal: as wide as the top bar; wide: tables with many columns. */
  width?: "narrow" | "normal" | "wide" | undefined;
  /** Keeps the title for screen readers and the tab, where the page shows its own. */
  isTitleHidden?: boolean | undefined;
  children: ReactNode;
  className?: string | undefined;
};

const widths = { narrow: "max-w-2xl", normal: "max-w-[76rem]", wide: "max-w-[90rem]" } as const;

/** Characters: a longer title is a sentence, and would fill a phone before the page begins. */
const longTitle = 90;

export function Page({
  title,
  documentTitle = title,
  siteName = brandName,
  eyebrow,
  subtitle,
  actions,
  width = "normal",
  isTitleHidden,
  children,
  className,
}: PageProps) {
  return (
    <div className={classNames("mx-auto w-full px-4 pt-8 pb-16 sm:px-6 sm:pt-12", widths[width], className)}>
      <title>{`${documentTitle} · ${siteName}`}</title>
      {isTitleHidden ? (
        <h1 id={titleId} tabIndex={-1} className="sr-only">
          {title}
        </h1>
      ) : (
        <header className="mb-8 flex flex-wrap items-end justify-between gap-x-8 gap-y-5 sm:mb-10">
          <div className="min-w-0">
            {eyebrow && (
              <div className="mb-3 text-sm font-semibold wrap-anywhere text-ink-muted">{eyebrow}</div>
            )}
            <h1
              id={titleId}
              tabIndex={-1}
              className={classNames(
                "display-type outline-none",
                title.length > longTitle
                  ? "text-[clamp(1.375rem,1rem+1.4vw,2rem)]"
                  : "text-[clamp(2rem,1.2rem+3.4vw,3.25rem)]",
              )}
            >
              {title}
            </h1>
            {subtitle && (
              <div className="mt-3 max-w-2xl text-lg wrap-anywhere text-ink-muted">{subtitle}</div>
            )}
          </div>
          {actions && <div className="no-print flex flex-wrap items-center gap-2.5">{actions}</div>}
        </header>
      )}
      {children}
    </div>
  );
}

/** A part of a page: a ruled heading, then its content. */
export function Section({
  title,
  actions,
  children,
  className,
}: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
  className?: string | undefined;
}) {
  return (
    <section className={classNames("mt-10 border-t-2 border-ink pt-4 first:mt-0", className)}>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-xl font-bold">{title}</h2>
        {actions && <div className="flex flex-wrap items-center gap-2.5">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
