import { createRootRoute } from "@tanstack/react-router";
import { AppFrame } from "../features/shell/app-frame.tsx";
import { loadSession } from "../lib/session.ts";

export const Route = createRootRoute({
  // Alongside the page's own loader, not before it. Who is here may stay unknown while there is no network.
  loader: async () => {
    await loadSession().catch(() => null);
  },
  component: AppFrame,
});
