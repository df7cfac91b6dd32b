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

await startLocale();

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
