import type { ShownInvitation } from "@eventmaster/contract/organizations";
import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { Instant } from "@eventmaster/ui/event-date";
import { FormError } from "@eventmaster/ui/form-error";
import { SkeletonRows } from "@eventmaster/ui/skeleton";
import { uiText } from "@eventmaster/ui/text";
import { toast } from "@eventmaster/ui/toast";
import { Link, useLocation, useRouter } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { failureOf } from "../../lib/failure.ts";
import { useSession } from "../../lib/session.ts";
import { trpc } from "../../lib/trpc.ts";
import { AuthPage } from "./auth-page.tsx";
import { changeOrganization } from "./change-session.ts";
import { LinkFailed } from "./link-failed.tsx";
import { accountsText } from "./text.ts";
import { useLinkToken } from "./use-link-token.ts";

/** Opened from a mail, also by who has no account yet. */
export function InvitationPage() {
  const token = useLinkToken();
  const t = useText(accountsText);
  const { mutate, data, error } = trpc.organizations.openInvitation.useMutation();
  const opened = useRef<string>(undefined);
  useEffect(() => {
    if (!token || opened.current === token) return;
    opened.current = token;
    mutate({ token });
  }, [token, mutate]);
  if (!token) return <LinkFailed message={t.noToken} />;
  if (error) return <LinkFailed message={failureOf(error).message} />;
  if (!data)
    return (
      <AuthPage title={t.verifying}>
        <SkeletonRows count={2} className="h-14" />
      </AuthPage>
    );
  return <Invitation token={token} invitation={data} />;
}

function Invitation({ token, invitation }: { token: string; invitation: ShownInvitation }) {
  const t = useText(accountsText);
  const role = useText(uiText).roles[invitation.role];
  const me = useSession();
  const router = useRouter();
  const location = useLocation();
  const accept = trpc.organizations.acceptInvitation.useMutation();
  const [failure, setFailure] = useState<string>();
  const { organization, email, invitedBy, expiresAt } = invitation;

  const press = async () => {
    setFailure(undefined);
    try {
      await changeOrganization(router, await accept.mutateAsync({ token }));
      toast.success(t.joined(organization.name));
    } catch (error) {
      setFailure(failureOf(error).message);
    }
  };

  return (
    <AuthPage
      title={t.invitationTitle(organization.name)}
      subtitle={invitedBy === null ? t.invitedAs(role) : t.invitedBy(invitedBy, role)}
      other={
        <>
          {t.invitationFor(email)} {t.invitationEnds} <Instant at={expiresAt} />.
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <FormError title={t.notAccepted}>{failure}</FormError>
        {me === null ? (
          <>
            <Link
              to="/login"
              search={{ redirect: location.href, email }}
              className={buttonStyles({ size: "large", isWide: true })}
            >
              {t.logInToAccept}
            </Link>
            <Link
              to="/signup"
              search={{ redirect: location.href, email }}
              className={buttonStyles({ size: "large", variant: "secondary", isWide: true })}
            >
              {t.signUpToAccept}
            </Link>
          </>
        ) : me.email.toLowerCase() === email.toLowerCase() ? (
          <Button size="large" isWide isPending={accept.isPending} onPress={() => void press()}>
            {t.accept}
          </Button>
        ) : (
          <p>{t.otherAccount(me.email)}</p>
        )}
      </div>
    </AuthPage>
  );
}
