import { createFileRoute } from "@tanstack/react-router";
import { AdminFrame } from "../../features/system/admin-frame.tsx";
import { load } from "../../lib/load.ts";
import { admit } from "../../lib/session.ts";
import { api } from "../../lib/trpc.ts";

export const Route = createFileRoute("/admin")({
  loader: async ({ location }) => {
    await Promise.all([admit("user:list", location), load(api.organizations.mine, undefined)]);
  },
  component: AdminFrame,
});
