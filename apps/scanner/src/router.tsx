import { createRouter } from "@tanstack/react-router";
import { focusPageTitle } from "@eventmaster/ui/page";
import { kioskStorageKey } from "./check-in/kiosk-lock.ts";
import { PageFailure } from "./page-failure.tsx";
import { routeTree } from "./route-tree.gen.ts";

export const router = createRouter({
  routeTree,
  basepath: "/scanner",
  scrollRestoration: true,
  defaultErrorComponent: PageFailure,
});

router.subscribe("onResolved", ({ pathChanged }) => {
  if (pathChanged) focusPageTitle();
});

// A page that was open already, or that the browser kept for the way back, learns that this device was locked or unlocked.
window.addEventListener("storage", ({ key }) => {
  if (key === kioskStorageKey || key === null) void router.invalidate();
});
window.addEventListener("pageshow", ({ persisted }) => {
  if (persisted) void router.invalidate();
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
