import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { queryClient } from "./api.ts";
import { startLocale } from "./i18n/switch-locale.ts";
import { router } from "./router.tsx";
import "./styles.css";

// Not by a top-level `await`: the pages' chunks import this one, and would wait for it while it waits for them.
void start();

async function start(): Promise<void> {
  // The first words are in the right language. Data is not waited for: without a network that takes seconds.
  await startLocale();
  const root = document.getElementById("root");
  if (!root) throw new Error("index.html has no #root");
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  );
}
