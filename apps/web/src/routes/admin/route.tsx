import { createFileRoute } from "@tanstack/react-router";
import { admit } from "../../lib/session.ts";

export const Route = createFileRoute("/admin")({
  loader: async ({ location }) => {
    await admit("user:list", location);
  },
});
