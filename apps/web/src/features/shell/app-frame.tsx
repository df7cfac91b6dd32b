import type { Me } from "@eventmaster/contract/accounts";
import { can } from "@eventmaster/contract/permissions";
import { useText } from "@eventmaster/i18n/locale";
import { AppShell, navLinkStyles, TabBarLabel, tabBarLinkStyles } from "@eventmaster/ui/app-shell";
import { Avatar } from "@eventmaster/ui/avatar";
import { Brand } from "@eventmaster/ui/brand";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { TabCount } from "@eventmaster/ui/tab-count";
import { Link, Outlet } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { answerLogIn, useIsLogInAsked } from "../../lib/log-in-again.ts";
import { learnOrganization, useChosenOrganization } from "../../lib/organization.ts";
import { standingOf, useSession } from "../../lib/session.ts";
import { trpc } from "../../lib/trpc.ts";
import { Footer } from "./footer.tsx";
import { placesFor } from "./navigation.ts";
import { OfflineBanner } from "./offline-banner.tsx";
import { ProgressLine } from "./progress-line.tsx";
import { shellText } from "./text.ts";
import { untilDrawn, untilLoaded } from "../../lib/until-loaded.ts";
import { useOwnLocale } from "./use-own-locale.ts";
import { usePendingCount } from "./use-pending-count.ts";
import { useShortcuts } from "./use-shortcuts.ts";

// Whoever only looks around needs no menu and gets no messages; the rest is not seen in the first second.
const AccountMenu = lazy(async () => {
  await untilDrawn();
  return { default: (await import("./account-menu.tsx")).AccountMenu };
});
const SignedIn = lazy(async () => {
  await untilDrawn();
  return { default: (await import("./signed-in.tsx")).SignedIn };
});
const CommandPalette = lazy(async () => ({
  default: (await import("./command-palette.tsx")).CommandPalette,
}));
const ShortcutsSheet = lazy(async () => ({
  default: (await import("./shortcuts-sheet.tsx")).ShortcutsSheet,
}));
const LogInAgain = lazy(async () => ({ default: (await import("./log-in-again.tsx")).LogInAgain }));
const UpdateBanner = lazy(async () => {
  await untilLoaded();
  return { default: (await import("./update-banner.tsx")).UpdateBanner };
});

/** Top bar, tab bar, account menu, banners: what stays while pages change. */
export function AppFrame() {
  const me = useSession();
  useOwnLocale(me);
  useEffect(() => {
    if (me) learnOrganization(me.organizationId);
  }, [me]);
  const last = useLast(me);
  const asked = useAskedAgain(last);
  const { open, show, words, write } = useShortcuts();
  return (
    <>
      <ProgressLine />
      <Frame me={me} onSearch={() => show("palette")} onShowShortcuts={() => show("help")} />
      <Suspense>
        {last && <SignedIn me={me} />}
        {asked && <LogInAgain me={asked} />}
        {open === "palette" && (
          <CommandPalette me={me} text={words} onChange={write} onClose={() => show(null)} onShow={show} />
        )}
        {open === "help" && <ShortcutsSheet onClose={() => show(null)} />}
      </Suspense>
    </>
  );
}

/** Who is signed in, or was until a moment ago. */
function useLast(me: Me | null): Me | null {
  const [last, setLast] = useState(me);
  if (me && me !== last) setLast(me);
  return last;
}

/** Whose session ended while they were sending something. */
function useAskedAgain(last: Me | null): Me | null {
  const isAsked = useIsLogInAsked();
  const isStranger = isAsked && !last;
  useEffect(() => {
    if (isStranger) answerLogIn(false);
  }, [isStranger]);
  return isAsked ? last : null;
}

/** The name of where one is; null where there is one organization, of which nobody needs to hear. */
function usePlace(): string | null {
  // The account menu asks, after the page is there.
  const { data } = trpc.organizations.mine.useQuery(undefined, { enabled: false });
  const chosen = useChosenOrganization();
  return data?.hasSeveral ? data.current.name : (chosen?.name ?? null);
}

function Frame({
  me,
  onSearch,
  onShowShortcuts,
}: {
  me: Me | null;
  onSearch: () => void;
  onShowShortcuts: () => void;
}) {
  const t = useText(shellText);
  const pending = usePendingCount();
  const place = usePlace();
  const places = placesFor(me);
  const countOf = (to: string) => (to === "/admin" && pending > 0 ? pending : null);
  return (
    <AppShell
      brand={
        <Link
          to="/"
          aria-label={place === null ? t.home : undefined}
          className="min-w-0 rounded-field no-underline"
        >
          <Brand place={place} />
        </Link>
      }
      nav={
        <>
          {places
            .filter(({ to }) => to !== "/login" && to !== "/signup")
            .map(({ to, name }) => (
              <Link key={to} to={to} className={navLinkStyles()} activeOptions={{ includeSearch: false }}>
                {t.places[name]}
                {countOf(to) !== null && <TabCount count={countOf(to) ?? 0} />}
              </Link>
            ))}
          {can(standingOf(me), "event:list-managed") && (
            <a href="/scanner/" className={navLinkStyles()}>
              {t.scanner}
            </a>
          )}
        </>
      }
      tabBar={places.map(({ to, name, icon }) => (
        <Link
          key={to}
          to={to}
          className={`relative ${tabBarLinkStyles()}`}
          activeOptions={{ includeSearch: false }}
        >
          <TabBarLabel icon={icon} label={name === "events" ? t.eventsShort : t.places[name]} />
          {countOf(to) !== null && (
            <span className="absolute start-1/2 top-1.5 ms-2 rounded-full bg-accent px-1.5 text-xs font-bold text-accent-ink tabular-nums">
              {countOf(to)}
              <span className="sr-only"> {t.waiting}</span>
            </span>
          )}
        </Link>
      ))}
      account={
        <>
          <button
            type="button"
            onClick={onSearch}
            aria-label={t.palette}
            aria-keyshortcuts="Control+K Meta+K"
            className="grid size-11 cursor-pointer place-items-center rounded-field text-ink-muted hover:bg-sunken hover:text-ink"
          >
            <Search aria-hidden className="size-5" />
          </button>
          {me ? (
            <Suspense fallback={<Avatar name={me.displayName} className="mx-0.5" />}>
              <AccountMenu me={me} />
            </Suspense>
          ) : (
            <span className="hidden items-center gap-2 md:flex">
              <Link to="/login" className={buttonStyles({ variant: "quiet" })}>
                {t.places.logIn}
              </Link>
              <Link to="/signup" className={buttonStyles({ variant: "secondary" })}>
                {t.places.signUp}
              </Link>
            </span>
          )}
        </>
      }
      footer={<Footer onShowShortcuts={onShowShortcuts} />}
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
