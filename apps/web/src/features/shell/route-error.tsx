import { useText } from "@eventmaster/i18n/locale";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { NativeButton } from "@eventmaster/ui/native-button";
import { ErrorState } from "@eventmaster/ui/error-state";
import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { type ErrorComponentProps, Link, Navigate, useLocation, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { failureOf } from "../../lib/failure.ts";
import { useSession } from "../../lib/session.ts";
import { NotFoundPage } from "./not-found-page.tsx";
import { shellText } from "./text.ts";

/** Every route's error boundary: says honestly what is the matter, and what can be done. */
export function RouteError({ error }: ErrorComponentProps) {
  const { code, requestId } = failureOf(error);
  const location = useLocation();
  switch (code) {
    case "not_signed_in":
    case "session_ended":
      return <Navigate to="/login" search={{ redirect: location.href }} replace />;
    case "forbidden":
      return <Forbidden />;
    case "not_found":
    case "validation":
      // An address with half an id names nothing.
      return <NotFoundPage />;
    case "network":
      return <Offline />;
    default:
      return <Unexpected requestId={requestId} />;
  }
}

function Forbidden() {
  const t = useText(shellText);
  const me = useSession();
  return (
    <ErrorState
      kind="forbidden"
      action={
        <Link to="/events" className={buttonStyles()}>
          {t.browseEvents}
        </Link>
      }
    >
      {me ? t.roleForbids(me.displayName) : undefined}
    </ErrorState>
  );
}

function Offline() {
  const t = useText(shellText);
  const hasTickets = useSession() !== null;
  const tryAgain = useTryAgain();
  useEffect(() => {
    window.addEventListener("online", tryAgain);
    return () => window.removeEventListener("online", tryAgain);
  }, [tryAgain]);
  return (
    <ErrorState
      kind="offline"
      {...(navigator.onLine ? { title: t.noAnswer } : {})}
      action={
        <>
          <TryAgainButton onPress={tryAgain} />
          {hasTickets && (
            <Link to="/tickets" className={buttonStyles({ variant: "secondary" })}>
              {t.yourTickets}
            </Link>
          )}
        </>
      }
    >
      {navigator.onLine ? t.noAnswerHint : t.offlineHint}
    </ErrorState>
  );
}

function Unexpected({ requestId }: { requestId: string | null }) {
  const t = useText(shellText);
  const tryAgain = useTryAgain();
  return (
    <ErrorState
      kind="unexpected"
      requestId={requestId ?? undefined}
      action={
        <>
          <TryAgainButton onPress={tryAgain} />
          <Link to="/events" className={buttonStyles({ variant: "secondary" })}>
            {t.browseEvents}
          </Link>
        </>
      }
    />
  );
}

/** A plain button: these pages must not wait for a script that may not come. */
function TryAgainButton({ onPress }: { onPress: () => void }) {
  const t = useText(shellText);
  return <NativeButton onPress={onPress}>{t.tryAgain}</NativeButton>;
}

function useTryAgain(): () => void {
  const router = useRouter();
  const { reset } = useQueryErrorResetBoundary();
  return () => {
    reset();
    void router.invalidate();
  };
}
