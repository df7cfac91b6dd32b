import type { Event } from "@eventmaster/contract/events";
import { useText } from "@eventmaster/i18n/locale";
import { getRouteApi, Link } from "@tanstack/react-router";
import { TriangleAlert } from "lucide-react";
import { trpc } from "../../lib/trpc.ts";
import { EventReport } from "../reports/event-report.tsx";
import { EndingActs } from "./ending-acts.tsx";
import { EventDesk } from "./event-desk.tsx";
import { openConflictsInput } from "./load-desk.ts";
import { manageText } from "./manage-text.ts";
import { OwnProposal } from "./own-proposal.tsx";
import { ResubmitButton } from "./resubmit-button.tsx";

const route = getRouteApi("/manage/$eventId/");

export function EventOverviewPage() {
  const { eventId } = route.useParams();
  return (
    <EventDesk eventId={eventId} tab="overview">
      {(event) => (
        <>
          {event.status === "rejected" && <Rejection event={event} />}
          <ConflictsNotice event={event} />
          {event.status === "published" && <OwnProposal event={event} />}
          <EventReport event={event} />
          <EndingActs event={event} />
        </>
      )}
    </EventDesk>
  );
}

function Rejection({ event }: { event: Event }) {
  const t = useText(manageText);
  return (
    <div className="mb-10 flex flex-wrap items-center justify-between gap-4 rounded-card border border-negative/40 bg-negative-soft p-5">
      <div className="min-w-0">
        <p className="font-semibold">{t.whySentBack}</p>
        <p className="mt-1 wrap-anywhere">{event.decision?.reason ?? t.noReason}</p>
      </div>
      <ResubmitButton event={event} />
    </div>
  );
}

/** What somebody has to look at is said where one looks first. */
function ConflictsNotice({ event }: { event: Event }) {
  const t = useText(manageText);
  const [{ total }] = trpc.checkIn.conflicts.useSuspenseQuery(openConflictsInput(event.id));
  if (total === 0) return null;
  return (
    <Link
      to="/manage/$eventId/scans"
      params={{ eventId: event.id }}
      className="mb-10 flex items-center gap-3 rounded-card border border-caution/50 bg-caution-soft p-4 font-semibold text-caution"
    >
      <TriangleAlert aria-hidden className="size-5 shrink-0" />
      {t.conflictsToSee(total)}
    </Link>
  );
}
