import "./styles.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { reloadOnceForNewVersion } from "./features/shell/new-version.ts";
import { startLocale } from "./i18n/switch-locale.ts";
import { failureOf } from "./lib/failure.ts";
import { queryClient } from "./lib/query-client.ts";
import { trpc, trpcClient } from "./lib/trpc.ts";
import { router } from "./router.tsx";

reloadOnceForNewVersion();

// Not by a top-level `await`: the pages' chunks import this one, and would wait for it while it waits for them.
void start();

async function start(): Promise<void> {
  // Nothing is drawn before the first page and its words are here: what index.html shows stays until then.
  await Promise.all([startLocale(), router.load()]);
  const root = document.querySelector("#root");
  if (!root) throw new Error("index.html has no #root");
  createRoot(root, {
    // What a page's error boundary says in words (not yours, not found, offline) is no bug to report.
    onCaughtError: (error) => {
      if (failureOf(error).code === "internal") reportError(error);
    },
  }).render(
    <StrictMode>
      <trpc.Provider client={trpcClient} queryClient={queryClient}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </trpc.Provider>
    </StrictMode>,
  );
}
