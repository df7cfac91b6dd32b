import { createFileRoute } from "@tanstack/react-router";
import { SignUpPage } from "../features/accounts/sign-up-page.tsx";

export const Route = createFileRoute("/signup")({
  validateSearch: (search): { redirect?: string | undefined } => ({
    redirect: typeof search["redirect"] === "string" ? search["redirect"] : undefined,
  }),
  component: SignUpPage,
});
