import { buttonStyles } from "@eventmaster/ui/button-styles";
import { ErrorState } from "@eventmaster/ui/error-state";
import { Link } from "@tanstack/react-router";

export function NotFoundPage() {
  return (
    <ErrorState
      kind="not-found"
      action={
        <Link to="/events" className={buttonStyles()}>
          Browse events
        </Link>
      }
    />
  );
}
