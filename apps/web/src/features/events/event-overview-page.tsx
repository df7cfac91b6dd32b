import type { Event } from "@eventmaster/contract/events";
import { useText } from "@eventmaster/i18n/locale";
import { getRouteApi } from "@tanstack/react-router";
import { EventReport } from "../reports/event-report.tsx";
import { EndingActs } from "./ending-acts.tsx";
import { EventDesk } from "./event-desk.tsx";
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
        <p className="mt-1">{event.decision?.reason ?? t.noReason}</p>
      </div>
      <ResubmitButton event={event} />
    </div>
  );
}
