import { describeFailure } from "@eventmaster/client/errors";
import { useText } from "@eventmaster/i18n/locale";
import { NativeButton } from "@eventmaster/ui/native-button";
import { ErrorState } from "@eventmaster/ui/error-state";
import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { TRPCClientError } from "@trpc/client";
import { useEffect } from "react";
import { UnlockKiosk } from "./check-in/unlock-kiosk.tsx";
import { pagesText } from "./pages-text.ts";

/** A page that could not be shown, and why. */
export function PageFailure({ error }: ErrorComponentProps) {
  const t = useText(pagesText).failure;
  const router = useRouter();
  const { reset } = useQueryErrorResetBoundary();
  useEffect(() => reset(), [reset]);
  // What is thrown by our own code is no failure of the network.
  const failure = error instanceof TRPCClientError ? describeFailure(error) : null;
  const action = (
    <>
      <NativeButton onPress={() => void router.invalidate()}>{t.again}</NativeButton>
      <UnlockKiosk />
    </>
  );
  return (
    <main>
      {failure?.code === "network" ? (
        <ErrorState kind="offline" title={t.offline} action={action}>
          {t.offlineWhy}
        </ErrorState>
      ) : failure?.code === "forbidden" ? (
        <ErrorState kind="forbidden" action={action} />
      ) : (
        <ErrorState kind="unexpected" requestId={failure?.requestId ?? undefined} action={action} />
      )}
    </main>
  );
}
