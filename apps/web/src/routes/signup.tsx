import { createFileRoute } from "@tanstack/react-router";
import { SignUpPage } from "../features/accounts/sign-up-page.tsx";
import { readText } from "../lib/search-params.ts";

export const Route = createFileRoute("/signup")({
  validateSearch: (search): { redirect?: string | undefined; email?: string | undefined } => ({
    redirect: readText(search["redirect"]),
    email: readText(search["email"]),
  }),
  component: SignUpPage,
});
