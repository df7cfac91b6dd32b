import { ErrorState } from "@eventmaster/ui/error-state";
import { ToastRegion } from "@eventmaster/ui/toast";
import { buttonStyles } from "@eventmaster/ui/button";
import { createRootRoute, Link, Outlet, useMatchRoute } from "@tanstack/react-router";
import { NewVersion } from "../new-version.tsx";

export const Route = createRootRoute({
  component: Root,
  notFoundComponent: () => (
    <main>
      <ErrorState
        kind="not-found"
        action={
          <Link to="/" className={buttonStyles()}>
            Choose an event
          </Link>
        }
      />
    </main>
  ),
});

function Root() {
  const isScanning = useMatchRoute()({ to: "/events/$eventId" }) !== false;
  return (
    <>
      <NewVersion isQuiet={isScanning} />
      <Outlet />
      <ToastRegion />
    </>
  );
}
