import { createFileRoute } from "@tanstack/react-router";
import { ProfilePage } from "../../features/accounts/profile-page.tsx";
import { load } from "../../lib/load.ts";
import { api } from "../../lib/trpc.ts";

export const Route = createFileRoute("/account/")({
  loader: async () => {
    await load(api.accounts.profile, undefined);
  },
  component: ProfilePage,
});
