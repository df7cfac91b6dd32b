import { createFileRoute } from "@tanstack/react-router";
import { ResetPasswordPage } from "../features/accounts/new-password-page.tsx";
import { readLinkSearch } from "../features/accounts/link-search.ts";

export const Route = createFileRoute("/reset-password")({
  validateSearch: readLinkSearch,
  component: ResetPasswordPage,
});
