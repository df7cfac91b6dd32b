import { createFileRoute } from "@tanstack/react-router";
import { InvitationPage } from "../features/accounts/invitation-page.tsx";
import { readLinkSearch } from "../features/accounts/link-search.ts";

export const Route = createFileRoute("/invitation")({
  validateSearch: readLinkSearch,
  component: InvitationPage,
});
