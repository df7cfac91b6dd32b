import { focusPageTitle } from "@eventmaster/ui/page";
import { createRouter } from "@tanstack/react-router";
import { NotFoundPage } from "./features/shell/not-found-page.tsx";
import { RouteError } from "./features/shell/route-error.tsx";
import { parseSearch, stringifySearch } from "./lib/search-params.ts";
import { routeTree } from "./route-tree.gen.ts";

export const router = createRouter({
  routeTree,
  parseSearch,
  stringifySearch,
  defaultErrorComponent: RouteError,
  defaultNotFoundComponent: NotFoundPage,
  defaultPreload: "intent",
  // What is fresh enough, the query cache decides.
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
});

router.subscribe("onRendered", ({ fromLocation, pathChanged }) => {
  if (fromLocation && pathChanged) focusPageTitle();
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
