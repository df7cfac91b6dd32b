import { createRouter } from "@tanstack/react-router";
import { focusPageTitle } from "@eventmaster/ui/page";
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

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
