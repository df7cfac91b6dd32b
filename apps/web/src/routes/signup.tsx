import { createFileRoute } from "@tanstack/react-router";
import { SignUpPage } from "../features/accounts/sign-up-page.tsx";
import { onlySignedOut } from "../lib/only-signed-out.ts";
import { readText } from "../lib/search-params.ts";

export const Route = createFileRoute("/signup")({
  validateSearch: (search): { redirect?: string | undefined; email?: string | undefined } => ({
    redirect: readText(search["redirect"]),
    email: readText(search["email"]),
  }),
  loaderDeps: ({ search: { redirect } }) => ({ redirect }),
  loader: ({ deps }) => onlySignedOut(deps.redirect),
  component: SignUpPage,
});
