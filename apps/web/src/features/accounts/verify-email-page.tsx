import { useText } from "@eventmaster/i18n/locale";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { Loading } from "@eventmaster/ui/skeleton";
import { Link } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import { useEffect, useRef } from "react";
import { failureOf } from "../../lib/failure.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { AuthPage } from "./auth-page.tsx";
import { LinkFailed } from "./link-failed.tsx";
import { accountsText } from "./text.ts";
import { useLinkToken } from "./use-link-token.ts";

/** Opened from a mail: the link is used at once, by script, so that programs which only look at links use none up. */
export function VerifyEmailPage() {
  const token = useLinkToken();
  const t = useText(accountsText);
  const { mutate, data, error } = trpc.accounts.verifyEmail.useMutation({
    onSuccess: () => api.accounts.invalidate(),
  });
  const used = useRef<string>(undefined);
  useEffect(() => {
    if (!token || used.current === token) return;
    used.current = token;
    mutate({ token });
  }, [token, mutate]);
  if (!token) return <LinkFailed message={t.noToken} />;
  if (error)
    return (
      <LinkFailed
        message={failureOf(error).message}
        action={
          <Link to="/account" className={buttonStyles({ variant: "secondary" })}>
            {t.askAgain}
          </Link>
        }
      />
    );
  return (
    <AuthPage title={data ? t.verified : t.verifyTitle} subtitle={data && t.verifiedHint(data.email)}>
      {data ? (
        <p className="flex flex-wrap items-center gap-4">
          <CircleCheck aria-hidden className="size-10 text-positive" strokeWidth={1.5} />
          <Link to="/events" className={buttonStyles()}>
            {t.toEvents}
          </Link>
        </p>
      ) : (
        <Loading label={t.verifying}>
          <p aria-hidden className="text-ink-muted">
            {t.verifying}
          </p>
        </Loading>
      )}
    </AuthPage>
  );
}
