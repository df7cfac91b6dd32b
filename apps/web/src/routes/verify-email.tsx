import { createFileRoute } from "@tanstack/react-router";
import { VerifyEmailPage } from "../features/accounts/verify-email-page.tsx";
import { readLinkSearch } from "../features/accounts/link-search.ts";

export const Route = createFileRoute("/verify-email")({
  validateSearch: readLinkSearch,
  component: VerifyEmailPage,
});
