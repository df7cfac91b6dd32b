import { useText } from "@eventmaster/i18n/locale";
import { TextForm, useCredentialFields } from "@eventmaster/ui/text-form";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { failureOf } from "../../lib/failure.ts";
import { trpc } from "../../lib/trpc.ts";
import { AuthPage, textLinkStyles } from "./auth-page.tsx";
import { accountsText } from "./text.ts";

export function ForgotPasswordPage() {
  const t = useText(accountsText);
  const fields = useCredentialFields();
  const ask = trpc.accounts.forgotPassword.useMutation();
  const [sentTo, setSentTo] = useState<string>();
  const back = (
    <Link to="/login" className={textLinkStyles}>
      {t.backToLogIn}
    </Link>
  );
  if (sentTo !== undefined)
    return (
      <AuthPage title={t.linkSent} other={back}>
        <p role="status" className="text-lg">
          {t.linkSentHint(sentTo)}
        </p>
      </AuthPage>
    );
  return (
    <AuthPage title={t.forgotTitle} subtitle={t.forgotHint} other={back}>
      <TextForm
        isPageForm
        fields={[fields.email]}
        submitLabel={t.sendLink}
        failureTitle={t.notSent}
        describe={failureOf}
        onSubmit={async ({ email }) => {
          await ask.mutateAsync({ email });
          setSentTo(email);
        }}
      />
    </AuthPage>
  );
}
