import { createFileRoute } from "@tanstack/react-router";
import { admit } from "../../lib/session.ts";

export const Route = createFileRoute("/tickets")({
  loader: async ({ location }) => {
    await admit("registration:list-own", location);
  },
});
