import { createFileRoute } from "@tanstack/react-router";
import { LogInPage } from "../features/accounts/log-in-page.tsx";
import { readText } from "../lib/search-params.ts";

export const Route = createFileRoute("/login")({
  validateSearch: (search): { redirect?: string | undefined; email?: string | undefined } => ({
    redirect: readText(search["redirect"]),
    email: readText(search["email"]),
  }),
  component: LogInPage,
});
