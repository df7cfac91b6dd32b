import { useText } from "@eventmaster/i18n/locale";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { TextForm, useCredentialFields } from "@eventmaster/ui/text-form";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { failureOf } from "../../lib/failure.ts";
import { trpc } from "../../lib/trpc.ts";
import { AuthPage, textLinkStyles } from "./auth-page.tsx";
import { LinkFailed } from "./link-failed.tsx";
import { accountsText } from "./text.ts";
import { useLinkToken } from "./use-link-token.ts";

export function ResetPasswordPage() {
  return <NewPassword kind="reset" />;
}

/** The first password of an account that others made. */
export function ClaimPage() {
  return <NewPassword kind="claim" />;
}

function NewPassword({ kind }: { kind: "reset" | "claim" }) {
  const token = useLinkToken();
  const t = useText(accountsText);
  const fields = useCredentialFields();
  const reset = trpc.accounts.resetPassword.useMutation();
  const claim = trpc.accounts.claim.useMutation();
  const [email, setEmail] = useState<string>();
  if (!token) return <LinkFailed message={t.noToken} />;
  if (email !== undefined)
    return (
      <AuthPage title={t.passwordSet} subtitle={t.passwordSetHint(email)}>
        <Link to="/login" search={{ email }} className={buttonStyles({ size: "large", isWide: true })}>
          {t.logIn}
        </Link>
      </AuthPage>
    );
  return (
    <AuthPage
      title={kind === "reset" ? t.resetTitle : t.claimTitle}
      subtitle={kind === "reset" ? t.resetHint : t.claimHint}
      other={
        <Link to="/forgot-password" className={textLinkStyles}>
          {t.askAgain}
        </Link>
      }
    >
      <TextForm
        isPageForm
        fields={[fields.newPassword]}
        submitLabel={t.setPassword}
        failureTitle={t.notSaved}
        describe={failureOf}
        onSubmit={async ({ password }) => {
          const { mutateAsync } = kind === "reset" ? reset : claim;
          const proven = await mutateAsync({ token, password });
          setEmail(proven.email);
        }}
      />
    </AuthPage>
  );
}
