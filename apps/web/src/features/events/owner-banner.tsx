import type { Event } from "@eventmaster/contract/events";
import { can } from "@eventmaster/contract/permissions";
import { useText } from "@eventmaster/i18n/locale";
import { EventStatusBadge } from "@eventmaster/ui/badge";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { Link } from "@tanstack/react-router";
import { useSession } from "../../lib/session.ts";
import { useNow } from "../../lib/use-now.ts";
import { nextStepText } from "./next-step-text.ts";
import { nextStep } from "./next-step.ts";

/** For whoever manages the event: its state, what it waits for, and the way to its management. */
export function OwnerBanner({ event }: { event: Event }) {
  const t = useText(nextStepText);
  const me = useSession();
  const now = useNow();
  if (!me || !can(me.role, "event:edit", { owns: event.organizerId === me.id })) return null;
  return (
    <aside
      aria-label={t.forOrganizer}
      className="mb-8 flex flex-wrap items-center gap-x-5 gap-y-3 rounded-card border border-line bg-raised p-4 sm:px-5"
    >
      <EventStatusBadge status={event.status} />
      <p className="min-w-56 flex-1 text-ink-muted">
        {nextStep(event, now)}
        {event.status === "rejected" && event.decision?.reason && (
          <span className="block font-semibold wrap-anywhere text-ink">“{event.decision.reason}”</span>
        )}
      </p>
      <Link
        to="/manage/$eventId"
        params={{ eventId: event.id }}
        className={buttonStyles({ variant: "secondary", size: "small" })}
      >
        {t.manage}
      </Link>
    </aside>
  );
}
