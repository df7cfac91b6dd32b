import { signUpInput } from "@eventmaster/contract/accounts";
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

const route = getRouteApi("/signup");

/** What mails tell times in. A browser may name a zone that the server has never heard of: then none. */
function browserTimeZone(): string | undefined {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return signUpInput.shape.timeZone.safeParse(timeZone).data;
}

export function SignUpPage() {
  const { redirect } = route.useSearch();
  const router = useRouter();
  const signUp = trpc.accounts.signUp.useMutation();
  const form = useForm({
    resolver: zodResolver(signUpInput),
    defaultValues: { displayName: "", email: "", password: "" },
  });

  const submit = form.handleSubmit(async (values) => {
    try {
      const me = await signUp.mutateAsync({ ...values, timeZone: browserTimeZone() });
      await beginSession(router, me, redirect);
    } catch (error) {
      placeFailure(form, ["displayName", "email", "password"], error);
    }
  });

  return (
    <AuthPage
      title="Sign up"
      subtitle="One account for every ticket."
      other={
        <>
          Have an account?{" "}
          <Link to="/login" search={{ redirect }} className={textLinkStyles}>
            Log in instead
          </Link>
        </>
      }
    >
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
        <FormError title="The account could not be made">{form.formState.errors.root?.message}</FormError>
        <Controller
          control={form.control}
          name="displayName"
          render={({ field, fieldState }) => (
            <TextField
              label="Name"
              description="It stands on your tickets, and the door sees it."
              autoComplete="name"
              {...field}
              errorMessage={fieldState.error?.message}
            />
          )}
        />
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
              description="At least 8 characters."
              type="password"
              autoComplete="new-password"
              {...field}
              errorMessage={fieldState.error?.message}
            />
          )}
        />
        <Button type="submit" size="large" isWide isPending={form.formState.isSubmitting}>
          Sign up
        </Button>
      </form>
    </AuthPage>
  );
}
