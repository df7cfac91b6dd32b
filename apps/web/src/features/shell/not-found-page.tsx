import { useText } from "@eventmaster/i18n/locale";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { ErrorState } from "@eventmaster/ui/error-state";
import { Link } from "@tanstack/react-router";
import { shellText } from "./text.ts";

export function NotFoundPage() {
  const t = useText(shellText);
  return (
    <ErrorState
      kind="not-found"
      action={
        <Link to="/events" className={buttonStyles()}>
          {t.browseEvents}
        </Link>
      }
    />
  );
}
