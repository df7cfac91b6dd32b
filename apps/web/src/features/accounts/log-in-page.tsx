import { logInInput } from "@eventmaster/contract/accounts";
import { Button } from "@eventmaster/ui/button";
import { FormError } from "@eventmaster/ui/form-error";
import { TextField } from "@eventmaster/ui/text-field";
import { zodResolver } from "@hookform/resolvers/zod";
import { getRouteApi, Link, useRouter } from "@tanstack/react-router";
import { Controller, useForm } from "react-hook-form";
import { placeFailure } from "../../lib/form-failure.ts";
import { trpc } from "../../lib/trpc.ts";
import { AuthPage, textLinkStyles } from "./auth-page.tsx";
import { beginSession } from "./change-session.ts";

const route = getRouteApi("/login");

export function LogInPage() {
  const { redirect } = route.useSearch();
  const router = useRouter();
  const logIn = trpc.accounts.logIn.useMutation();
  const form = useForm({
    resolver: zodResolver(logInInput),
    defaultValues: { email: "", password: "" },
  });

  const submit = form.handleSubmit(async (values) => {
    try {
      const me = await logIn.mutateAsync(values);
      await beginSession(router, me, redirect);
    } catch (error) {
      placeFailure(form, ["email", "password"], error);
    }
  });

  return (
    <AuthPage
      title="Log in"
      subtitle={redirect ? "Then you go on where you were." : undefined}
      other={
        <>
          New here?{" "}
          <Link to="/signup" search={{ redirect }} className={textLinkStyles}>
            Make an account
          </Link>
        </>
      }
    >
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
        <FormError title="You could not be logged in">{form.formState.errors.root?.message}</FormError>
        <Controller
          control={form.control}
          name="email"
          render={({ field, fieldState }) => (
            <TextField
              label="Email"
              type="email"
              inputMode="email"
              autoComplete="username"
              {...field}
              errorMessage={fieldState.error?.message}
            />
          )}
        />
        <Controller
          control={form.control}
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
        <Button type="submit" size="large" isWide isPending={form.formState.isSubmitting}>
          Log in
        </Button>
      </form>
    </AuthPage>
  );
}
