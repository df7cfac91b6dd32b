import "./styles.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { startTransition, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { leaveKioskAlone } from "./features/shell/leave-kiosk-alone.ts";
import { reloadOnceForNewVersion } from "./features/shell/new-version.ts";
import { untilDrawn } from "./lib/until-loaded.ts";
import { startLocale } from "./i18n/switch-locale.ts";
import { failureOf } from "./lib/failure.ts";
import { queryClient } from "./lib/query-client.ts";
import { trpc, trpcClient } from "./lib/trpc.ts";
import { router } from "./router.tsx";

leaveKioskAlone();
reloadOnceForNewVersion();

// Not by a top-level `await`: the pages' chunks import this one, and would wait for it while it waits for them.
void start();

async function start(): Promise<void> {
  // Who was here before has the typeface at hand; all others get it after the page.
  const typeface = navigator.serviceWorker?.controller ? loadTypeface() : null;
  // Nothing is drawn before the first page and its words are here: what index.html shows stays until then.
  await Promise.all([startLocale(), router.load(), typeface]);
  const container = document.querySelector("#root");
  if (!container) throw new Error("index.html has no #root");
  const root = createRoot(container, {
    // What a page's error boundary says in words (not yours, not found, offline) is no bug to report.
    onCaughtError: (error) => {
      if (failureOf(error).code === "internal") reportError(error);
    },
  });
  // In slices, so that a slow phone stays awake in between.
  startTransition(() =>
    root.render(
      <StrictMode>
        <trpc.Provider client={trpcClient} queryClient={queryClient}>
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </trpc.Provider>
      </StrictMode>,
    ),
  );
  if (!typeface) void untilDrawn().then(loadTypeface);
}

/** Without it the page is read in a typeface of the device. */
async function loadTypeface(): Promise<void> {
  await import("@eventmaster/ui/fonts.css").catch(() => undefined);
}
