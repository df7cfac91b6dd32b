import type { Me } from "@eventmaster/contract/accounts";
import { can } from "@eventmaster/contract/permissions";
import { AppShell, navLinkStyles, TabBarLabel, tabBarLinkStyles } from "@eventmaster/ui/app-shell";
import { Avatar } from "@eventmaster/ui/avatar";
import { Brand } from "@eventmaster/ui/brand";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { TabCount } from "@eventmaster/ui/tab-link";
import { Link, Outlet } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { standingOf, useSession } from "../../lib/session.ts";
import { LanguageChoice } from "./language-choice.tsx";
import { placesFor } from "./navigation.ts";
import { OfflineBanner } from "./offline-banner.tsx";
import { ProgressLine } from "./progress-line.tsx";
import { untilLoaded } from "./until-loaded.ts";
import { usePendingCount } from "./use-pending-count.ts";

// Whoever only looks around needs no menu and gets no messages; the rest is not seen in the first second.
const AccountMenu = lazy(async () => ({ default: (await import("./account-menu.tsx")).AccountMenu }));
const ToastRegion = lazy(async () => ({ default: (await import("@eventmaster/ui/toast")).ToastRegion }));
const UpdateBanner = lazy(async () => {
  await untilLoaded();
  return { default: (await import("./update-banner.tsx")).UpdateBanner };
});

/** Top bar, tab bar, account menu, banners: what stays while pages change. */
export function AppFrame() {
  const me = useSession();
  return (
    <>
      <ProgressLine />
      <Frame me={me} />
      {me && (
        <Suspense>
          <ToastRegion />
        </Suspense>
      )}
    </>
  );
}

function Frame({ me }: { me: Me | null }) {
  const pending = usePendingCount();
  const places = placesFor(me);
  const countOf = (to: string) => (to === "/admin/approvals" && pending > 0 ? pending : null);
  return (
    <AppShell
      brand={
        <Link to="/events" aria-label="EventMaster, all events" className="rounded-field no-underline">
          <Brand />
        </Link>
      }
      nav={
        <>
          {places
            .filter(({ to }) => to !== "/login" && to !== "/signup")
            .map(({ to, label }) => (
              <Link key={to} to={to} className={navLinkStyles()} activeOptions={{ includeSearch: false }}>
                {label}
                {countOf(to) !== null && <TabCount count={countOf(to) ?? 0} />}
              </Link>
            ))}
          {can(standingOf(me), "audit:read") && (
            <Link to="/admin/audit" className={navLinkStyles()} activeOptions={{ includeSearch: false }}>
              Audit
            </Link>
          )}
          {can(standingOf(me), "event:list-managed") && (
            <a href="/scanner/" className={navLinkStyles()}>
              Scanner
            </a>
          )}
        </>
      }
      tabBar={places.map(({ to, label, icon }) => (
        <Link
          key={to}
          to={to}
          className={`relative ${tabBarLinkStyles()}`}
          activeOptions={{ includeSearch: false }}
        >
          <TabBarLabel icon={icon} label={label} />
          {countOf(to) !== null && (
            <span className="absolute top-1.5 start-1/2 ms-2 rounded-full bg-accent px-1.5 text-xs font-bold text-accent-ink tabular-nums">
              {countOf(to)}
              <span className="sr-only"> waiting</span>
            </span>
          )}
        </Link>
      ))}
      account={
        me ? (
          <Suspense fallback={<Avatar name={me.displayName} className="mx-0.5" />}>
            <AccountMenu me={me} />
          </Suspense>
        ) : (
          <span className="hidden items-center gap-2 md:flex">
            <Link to="/login" className={buttonStyles({ variant: "quiet" })}>
              Log in
            </Link>
            <Link to="/signup" className={buttonStyles({ variant: "secondary" })}>
              Sign up
            </Link>
          </span>
        )
      }
      footer={<LanguageChoice />}
      banner={
        <>
          <OfflineBanner />
          <Suspense>
            <UpdateBanner />
          </Suspense>
        </>
      }
    >
      <Outlet />
    </AppShell>
  );
}
