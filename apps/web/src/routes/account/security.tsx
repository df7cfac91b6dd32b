import { createFileRoute } from "@tanstack/react-router";
import { SecurityPage } from "../../features/accounts/security-page.tsx";
import { load } from "../../lib/load.ts";
import { api } from "../../lib/trpc.ts";

export const Route = createFileRoute("/account/security")({
  loader: async () => {
    await load(api.accounts.sessions, undefined);
  },
  component: SecurityPage,
});
