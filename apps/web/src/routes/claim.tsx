import { createFileRoute } from "@tanstack/react-router";
import { ClaimPage } from "../features/accounts/new-password-page.tsx";
import { readLinkSearch } from "../features/accounts/link-search.ts";

export const Route = createFileRoute("/claim")({ validateSearch: readLinkSearch, component: ClaimPage });
