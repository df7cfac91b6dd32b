import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { Card } from "@eventmaster/ui/card";
import { Instant } from "@eventmaster/ui/event-date";
import { Link } from "@tanstack/react-router";
import { TriangleAlert } from "lucide-react";
import { useId } from "react";
import { DifferenceList } from "../events/difference-list.tsx";
import type { ShownRevision } from "../events/shown-revision.ts";
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
        <div className="flex flex-wrap items-start justify-between gap-4">
          <div className="min-w-0">
            <h2 id={titleId} className="text-2xl leading-tight font-bold">
              <Link
                to="/events/$eventId"
                params={{ eventId: revision.eventId }}
                className="text-ink underline decoration-line-strong underline-offset-4 hover:decoration-ink"
              >
                {revision.eventTitle}
              </Link>
            </h2>
            <p className="mt-1.5 text-ink-muted">
              {t.proposedBy(revision.proposedByName ?? t.somebody)} <Instant at={revision.updatedAt} />
            </p>
          </div>
          <div className="flex gap-2.5 max-sm:w-full">
            <Button
              className="max-sm:grow"
              isPending={isDeciding}
              isDisabled={revision.isStale}
              onPress={onAccept}
              aria-describedby={titleId}
            >
              {t.accept}
            </Button>
            <Button
              variant="secondary"
              className="max-sm:grow"
              isDisabled={isDeciding}
              onPress={onRefuse}
              aria-describedby={titleId}
            >
              {t.refuse}
            </Button>
          </div>
        </div>
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
