import { createFileRoute } from "@tanstack/react-router";
import { admit } from "../../lib/session.ts";

export const Route = createFileRoute("/account")({
  loader: async ({ location }) => {
    await admit("account:manage", location);
  },
});
