import { describeFailure } from "@eventmaster/client/errors";
import { logInInput } from "@eventmaster/contract/accounts";
import { Brand } from "@eventmaster/ui/brand";
import { Button } from "@eventmaster/ui/button";
import { FormError } from "@eventmaster/ui/form-error";
import { Page } from "@eventmaster/ui/page";
import { TextField } from "@eventmaster/ui/text-field";
import { zodResolver } from "@hookform/resolvers/zod";
import { createFileRoute, redirect, useRouter } from "@tanstack/react-router";
import { Controller, useForm } from "react-hook-form";
import { z } from "zod";
import { api, queryClient } from "../api.ts";
import { sessionQuery, startSession } from "../session.ts";

const search = z.object({
  /** The event whose door was asked for. */
  event: z.guid().optional().catch(undefined),
});

export const Route = createFileRoute("/sign-in")({
  validateSearch: search,
  beforeLoad: async ({ search: { event } }) => {
    if (await queryClient.ensureQueryData(sessionQuery)) throw redirect({ to: "/", search: { event } });
  },
  component: SignIn,
});

function SignIn() {
  const router = useRouter();
  const { event } = Route.useSearch();
  const logIn = api.accounts.logIn.useMutation();
  const { control, handleSubmit, setError, formState } = useForm({
    resolver: zodResolver(logInInput),
    defaultValues: { email: "", password: "" },
  });

  const signIn = handleSubmit(async (input) => {
    try {
      const user = await logIn.mutateAsync(input);
      await startSession(user);
      await router.navigate({ to: "/", search: { event }, replace: true });
    } catch (error) {
      setError("root", { message: describeFailure(error).message });
    }
  });

  return (
    <main className="flex min-h-dvh flex-col">
      <div className="mx-auto w-full max-w-lg px-4 pt-6 sm:px-6">
        <Brand name="EventMaster Scanner" />
      </div>
      <Page
        title="Sign in to scan"
        siteName="EventMaster Scanner"
        subtitle="With your EventMaster account."
        width="narrow"
        className="max-w-lg!"
      >
        <form noValidate onSubmit={(submitted) => void signIn(submitted)} className="flex flex-col gap-5">
          <FormError title="You are not signed in">{formState.errors.root?.message}</FormError>
          <Controller
            control={control}
            name="email"
            render={({ field, fieldState }) => (
              <TextField
                label="Email"
                type="email"
                autoComplete="username"
                autoFocus
                {...field}
                errorMessage={fieldState.error?.message}
              />
            )}
          />
          <Controller
            control={control}
            name="password"
            render={({ field, fieldState }) => (
              <TextField
                label="Password"
                type="password"
                autoComplete="current-password"
                {...field}
                errorMessage={fieldState.error?.message}
              />
            )}
          />
          <Button type="submit" size="large" isWide isPending={formState.isSubmitting}>
            Sign in
          </Button>
        </form>
      </Page>
    </main>
  );
}
