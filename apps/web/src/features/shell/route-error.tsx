import { useText } from "@eventmaster/i18n/locale";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { NativeButton } from "@eventmaster/ui/native-button";
import { ErrorState } from "@eventmaster/ui/error-state";
import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { type ErrorComponentProps, Link, Navigate, useLocation, useRouter } from "@tanstack/react-router";
import { lazy, Suspense, useEffect } from "react";
import { failureOf } from "../../lib/failure.ts";
import { useSession } from "../../lib/session.ts";
import { NotFoundPage } from "./not-found-page.tsx";
import { shellText } from "./text.ts";

// The server has answered, so that the script for what it said will come, too.
const NotHere = lazy(async () => ({ default: (await import("./not-here.tsx")).NotHere }));

/** Every route's error boundary: says honestly what is the matter, and what can be done. */
export function RouteError({ error }: ErrorComponentProps) {
  const { code, requestId } = failureOf(error);
  const location = useLocation();
  switch (code) {
    case "not_signed_in":
    case "session_ended":
      return <Navigate to="/login" search={{ redirect: location.href }} replace />;
    case "forbidden":
    case "not_found":
      return <RefusedHere code={code} />;
    case "validation":
      // An address with half an id names nothing.
      return <NotFoundPage />;
    case "network":
      return <Offline />;
    default:
      return <Unexpected requestId={requestId} />;
  }
}

function RefusedHere({ code }: { code: "forbidden" | "not_found" }) {
  const tryAgain = useTryAgain();
  return (
    <Suspense>
      <NotHere code={code} onFollow={tryAgain} />
    </Suspense>
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
