import { useText } from "@eventmaster/i18n/locale";
import { Card } from "@eventmaster/ui/card";
import { Instant } from "@eventmaster/ui/event-date";
import { TriangleAlert } from "lucide-react";
import { useId } from "react";
import { DifferenceList } from "../events/difference-list.tsx";
import type { ShownRevision } from "../events/shown-revision.ts";
import { DecisionHead } from "./decision-head.tsx";
import { approvalsText } from "./text.ts";

/** A proposal with all that an admin needs to decide on it. */
export function OpenRevision({
  revision,
  isDeciding,
  onAccept,
  onRefuse,
}: {
  revision: ShownRevision;
  isDeciding: boolean;
  onAccept: () => void;
  onRefuse: () => void;
}) {
  const t = useText(approvalsText);
  const titleId = useId();
  return (
    <article aria-labelledby={titleId}>
      <Card>
        <DecisionHead
          titleId={titleId}
          eventId={revision.eventId}
          title={revision.eventTitle}
          yes={t.accept}
          no={t.refuse}
          isDeciding={isDeciding}
          isYesDisabled={revision.isStale}
          onYes={onAccept}
          onNo={onRefuse}
        >
          {t.proposedBy(revision.proposedByName ?? t.somebody)} <Instant at={revision.updatedAt} />
        </DecisionHead>
        {revision.isStale && (
          <p className="mt-4 flex gap-3 rounded-card bg-caution-soft p-4 text-caution">
            <TriangleAlert aria-hidden className="mt-0.5 size-5 shrink-0" />
            {t.stale}
          </p>
        )}
        <div className="mt-5 border-t border-line">
          <DifferenceList differences={revision.difference} />
        </div>
      </Card>
    </article>
  );
}
