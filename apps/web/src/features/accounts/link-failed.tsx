import { useText } from "@eventmaster/i18n/locale";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { AuthPage } from "./auth-page.tsx";
import { accountsText } from "./text.ts";

/** A link of a mail that does nothing, and why. */
export function LinkFailed({ message, action }: { message: string; action?: ReactNode }) {
  const t = useText(accountsText);
  return (
    <AuthPage title={t.linkFailed}>
      <p role="alert" className="mb-8 text-lg">
        {message}
      </p>
      {action ?? (
        <Link to="/events" className={buttonStyles({ variant: "secondary" })}>
          {t.toEvents}
        </Link>
      )}
    </AuthPage>
  );
}
