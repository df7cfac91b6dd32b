import { createFileRoute } from "@tanstack/react-router";
import { SystemPage } from "../../features/system/system-page.tsx";
import { load } from "../../lib/load.ts";
import { api } from "../../lib/trpc.ts";

export const Route = createFileRoute("/admin/system")({
  loader: async () => {
    await load(api.system.state, undefined);
  },
  component: SystemPage,
});
