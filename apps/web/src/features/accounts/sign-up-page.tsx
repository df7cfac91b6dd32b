import { useLocale, useText } from "@eventmaster/i18n/locale";
import { TextForm, useCredentialFields } from "@eventmaster/ui/text-form";
import { getRouteApi, Link, useRouter } from "@tanstack/react-router";
import { failureOf } from "../../lib/failure.ts";
import { trpc } from "../../lib/trpc.ts";
import { AuthPage, textLinkStyles } from "./auth-page.tsx";
import { beginSession } from "./change-session.ts";
import { accountsText } from "./text.ts";

const route = getRouteApi("/signup");

export function SignUpPage() {
  const t = useText(accountsText);
  const locale = useLocale();
  const fields = useCredentialFields();
  const { redirect, email } = route.useSearch();
  const router = useRouter();
  const signUp = trpc.accounts.signUp.useMutation();
  return (
    <AuthPage
      title={t.signUp}
      subtitle={t.oneAccount}
      other={
        <>
          {t.haveAccount}{" "}
          <Link to="/login" search={{ redirect }} className={textLinkStyles}>
            {t.logInInstead}
          </Link>
        </>
      }
    >
      <TextForm
        isPageForm
        fields={[fields.displayName, fields.email, fields.newPassword]}
        initial={{ email: email ?? "" }}
        submitLabel={t.signUp}
        failureTitle={t.notMade}
        describe={failureOf}
        onSubmit={async (values) => {
          const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
          await beginSession(router, await signUp.mutateAsync({ ...values, locale, timeZone }), redirect);
        }}
      />
    </AuthPage>
  );
}
