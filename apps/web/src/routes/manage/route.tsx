import { createFileRoute } from "@tanstack/react-router";
import { admit } from "../../lib/session.ts";

export const Route = createFileRoute("/manage")({
  loader: async ({ location }) => {
    await admit("event:list-managed", location);
  },
});
