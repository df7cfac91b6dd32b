import { createFileRoute } from "@tanstack/react-router";
import { LogInPage } from "../features/accounts/log-in-page.tsx";

export const Route = createFileRoute("/login")({
  validateSearch: (search): { redirect?: string | undefined } => ({
    redirect: typeof search["redirect"] === "string" ? search["redirect"] : undefined,
  }),
  component: LogInPage,
});
