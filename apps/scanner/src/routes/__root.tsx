import { useText } from "@eventmaster/i18n/locale";
import { ErrorState } from "@eventmaster/ui/error-state";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { createRootRoute, Link, Outlet, redirect, useMatchRoute } from "@tanstack/react-router";
import { tellOfKiosk } from "../check-in/kiosk-cookie.ts";
import { lockedEvent } from "../check-in/kiosk-lock.ts";
import { pagesText } from "../pages-text.ts";
import { NewVersion } from "../new-version.tsx";

export const Route = createRootRoute({
  // A guest at a kiosk gets nowhere else; signing in asks for a password.
  beforeLoad: ({ location: { pathname } }) => {
    const eventId = lockedEvent();
    tellOfKiosk(eventId !== null);
    if (eventId === null || pathname === "/sign-in" || pathname === `/events/${eventId}/kiosk`) return;
    throw redirect({ to: "/events/$eventId/kiosk", params: { eventId }, replace: true });
  },
  component: Root,
  notFoundComponent: NoPage,
});

function NoPage() {
  const t = useText(pagesText);
  return (
    <main>
      <ErrorState
        kind="not-found"
        action={
          <Link to="/" className={buttonStyles()}>
            {t.choose}
          </Link>
        }
      />
    </main>
  );
}

function Root() {
  const matches = useMatchRoute();
  const isScanning =
    matches({ to: "/events/$eventId" }) !== false || matches({ to: "/events/$eventId/kiosk" }) !== false;
  return (
    <>
      <NewVersion isQuiet={isScanning} />
      <Outlet />
    </>
  );
}
