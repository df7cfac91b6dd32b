import { useText } from "@eventmaster/i18n/locale";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { uiText } from "./text.ts";

export type AppShellProps = {
  /** A router Link around `<Brand />`. */
  brand: ReactNode;
  /** Router Links with `className={navLinkStyles()}`: a row in the top bar from tablets up. */
  nav?: ReactNode;
  /** Router Links with `className={tabBarLinkStyles()}`, three to five: the bottom bar on phones. */
  tabBar?: ReactNode;
  /** Account menu, or log-in links. */
  account?: ReactNode;
  /** A strip above everything: "You are offline". */
  banner?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
};

/** The frame of every page. Links mark themselves by `aria-current="page"`, as TanStack's Link does. */
export function AppShell({ brand, nav, tabBar, account, banner, footer, children }: AppShellProps) {
  const t = useText(uiText);
  return (
    <div
      className={classNames(
        "flex min-h-dvh flex-col",
        Boolean(tabBar) && "max-md:pb-[calc(4rem+env(safe-area-inset-bottom))]",
      )}
    >
      <a
        href="#main"
        className="no-print fixed top-2 start-2 z-50 -translate-y-20 rounded-field bg-accent px-4 py-2.5 font-semibold text-accent-ink focus:translate-y-0"
      >
        {t.skip}
      </a>
      {banner}
      <header className="no-print sticky top-0 z-30 border-b border-line bg-surface/95 backdrop-blur-sm">
        <div className="mx-auto flex h-16 max-w-[76rem] items-center gap-4 px-4 sm:px-6">
          <div className="me-auto flex min-w-0 items-center md:me-4 [&>a]:inline-flex [&>a]:rounded-field">
            {brand}
          </div>
          {nav && (
            <nav aria-label={t.mainNav} className="hidden h-full min-w-0 grow items-stretch gap-6 md:flex">
              {nav}
            </nav>
          )}
          {account && <div className="flex shrink-0 items-center gap-2">{account}</div>}
        </div>
      </header>
      <main id="main" tabIndex={-1} className="flex grow flex-col outline-none">
        {children}
      </main>
      {footer && <footer className="no-print border-t border-line">{footer}</footer>}
      {tabBar && (
        <nav
          aria-label={t.mainNav}
          data-tab-bar
          className="no-print fixed inset-x-0 bottom-0 z-30 flex border-t border-line bg-raised pb-[env(safe-area-inset-bottom)] md:hidden"
        >
          {tabBar}
        </nav>
      )}
    </div>
  );
}

/** For a Link in the top bar. */
export function navLinkStyles(): string {
  return "flex items-center gap-2 border-b-[3px] border-t-[3px] border-transparent font-semibold whitespace-nowrap text-ink-muted no-underline transition-colors hover:text-ink aria-[current=page]:border-b-accent aria-[current=page]:text-ink";
}

/** For a Link in the bottom bar of phones; its content is `<TabBarLabel icon label />`. */
export function tabBarLinkStyles(): string {
  return "group flex h-16 min-w-0 flex-auto flex-col items-center justify-center gap-0.5 text-ink-muted no-underline aria-[current=page]:text-accent data-focus-visible:-outline-offset-2";
}

export function TabBarLabel({ icon: Icon, label }: { icon: LucideIcon; label: string }) {
  return (
    <>
      <span className="grid h-7 w-14 place-items-center rounded-full group-aria-[current=page]:bg-accent-soft">
        <Icon aria-hidden className="size-5.5" />
      </span>
      <span className="max-w-full truncate px-0.5 text-xs font-semibold">{label}</span>
    </>
  );
}

/** A strip across the top for what concerns the whole app: offline, a new version, an unverified address. */
export function Banner({
  icon: Icon,
  tone = "caution",
  children,
  action,
}: {
  icon?: LucideIcon;
  tone?: "info" | "caution" | "negative";
  children: ReactNode;
  action?: ReactNode;
}) {
  const tones = {
    info: "bg-accent-soft",
    caution: "bg-caution-soft",
    negative: "bg-negative-soft",
  };
  const marks = { info: "text-accent", caution: "text-caution", negative: "text-negative" };
  return (
    <div role="status" className={classNames("no-print text-ink", tones[tone])}>
      <div className="mx-auto flex min-h-11 max-w-[76rem] flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-sm font-medium sm:px-6">
        {Icon && <Icon aria-hidden className={classNames("size-4.5 shrink-0", marks[tone])} />}
        <div className="min-w-0 flex-1">{children}</div>
        {action}
      </div>
    </div>
  );
}
