import { buttonStyles } from "@eventmaster/ui/button-styles";
import { ErrorState } from "@eventmaster/ui/error-state";
import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { type ErrorComponentProps, Link, Navigate, useLocation, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { failureOf } from "../../lib/failure.ts";
import { useSession } from "../../lib/session.ts";
import { NotFoundPage } from "./not-found-page.tsx";

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
  const me = useSession();
  return (
    <ErrorState
      kind="forbidden"
      action={
        <Link to="/events" className={buttonStyles()}>
          Browse events
        </Link>
      }
    >
      {me
        ? `You are logged in as ${me.displayName}, whose role does not allow this. If it should, ask an administrator.`
        : undefined}
    </ErrorState>
  );
}

function Offline() {
  const tryAgain = useTryAgain();
  useEffect(() => {
    window.addEventListener("online", tryAgain);
    return () => window.removeEventListener("online", tryAgain);
  }, [tryAgain]);
  return (
    <ErrorState
      kind="offline"
      {...(navigator.onLine ? { title: "The server does not answer" } : {})}
      action={<TryAgainButton onPress={tryAgain} />}
    >
      {navigator.onLine
        ? "This page could not be loaded. The server may be restarting, or the connection is poor."
        : "This page needs a connection. It loads by itself as soon as there is one."}
    </ErrorState>
  );
}

function Unexpected({ requestId }: { requestId: string | null }) {
  const tryAgain = useTryAgain();
  return (
    <ErrorState
      kind="unexpected"
      requestId={requestId ?? undefined}
      action={
        <>
          <TryAgainButton onPress={tryAgain} />
          <Link to="/events" className={buttonStyles({ variant: "secondary" })}>
            Browse events
          </Link>
        </>
      }
    />
  );
}

/** A plain button: these pages must not wait for a script that may not come. */
function TryAgainButton({ onPress }: { onPress: () => void }) {
  return (
    <button type="button" onClick={onPress} className={buttonStyles()}>
      Try again
    </button>
  );
}

function useTryAgain(): () => void {
  const router = useRouter();
  const { reset } = useQueryErrorResetBoundary();
  return () => {
    reset();
    void router.invalidate();
  };
}
