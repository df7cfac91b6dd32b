import { useText } from "@eventmaster/i18n/locale";
import { TextForm, useCredentialFields } from "@eventmaster/ui/text-form";
import { getRouteApi, Link, useRouter } from "@tanstack/react-router";
import { failureOf } from "../../lib/failure.ts";
import { trpc } from "../../lib/trpc.ts";
import { AuthPage, textLinkStyles } from "./auth-page.tsx";
import { beginSession } from "./change-session.ts";
import { accountsText } from "./text.ts";

const route = getRouteApi("/login");

export function LogInPage() {
  const t = useText(accountsText);
  const fields = useCredentialFields();
  const { redirect, email } = route.useSearch();
  const router = useRouter();
  const logIn = trpc.accounts.logIn.useMutation();
  return (
    <AuthPage
      title={t.logIn}
      subtitle={redirect ? t.goOn : undefined}
      other={
        <>
          {t.newHere}{" "}
          <Link to="/signup" search={{ redirect }} className={textLinkStyles}>
            {t.makeAccount}
          </Link>
        </>
      }
    >
      <TextForm
        isPageForm
        fields={[fields.email, fields.password]}
        initial={{ email: email ?? "" }}
        submitLabel={t.logIn}
        failureTitle={t.notLoggedIn}
        describe={failureOf}
        onSubmit={async (values) => beginSession(router, await logIn.mutateAsync(values), redirect)}
      >
        <Link to="/forgot-password" className={`self-start ${textLinkStyles}`}>
          {t.forgot}
        </Link>
      </TextForm>
    </AuthPage>
  );
}
