import type { Event } from "@eventmaster/contract/events";
import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { ConfirmDialog } from "@eventmaster/ui/confirm-dialog";
import { toast } from "@eventmaster/ui/toast";
import { GitCompareArrows, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { inWords } from "../../lib/failure.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { DifferenceList } from "./difference-list.tsx";
import { manageText } from "./manage-text.ts";
import { openRevisionInput } from "./overview-search.ts";

/** What the organizer wants to change of the published event, while an admin has not looked at it yet. */
export function OwnProposal({ event }: { event: Event }) {
  const t = useText(manageText);
  const [asks, setAsks] = useState(false);
  const [list] = trpc.events.revisions.useSuspenseQuery(openRevisionInput(event.id), {
    refetchInterval: 30_000,
  });
  const withdraw = trpc.events.withdrawRevision.useMutation();
  const revision = list.items[0];
  if (!revision) return null;
  return (
    <section
      aria-labelledby="own-proposal"
      className="mb-10 rounded-card border border-line bg-raised p-5 sm:p-6"
    >
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div className="min-w-0">
          <h2 id="own-proposal" className="flex items-center gap-2.5 text-lg font-bold">
            <GitCompareArrows aria-hidden className="size-5 shrink-0 text-accent" />
            {t.proposal}
          </h2>
          <p className="mt-1 max-w-prose text-ink-muted">
            {t.proposalNote}
            {revision.proposedByName && ` ${t.proposedBy(revision.proposedByName)}.`}
          </p>
        </div>
        <Button variant="secondary" onPress={() => setAsks(true)}>
          {t.withdraw}
        </Button>
      </div>
      {revision.isStale && (
        <p className="mt-4 flex gap-3 rounded-card bg-caution-soft p-4 text-caution">
          <TriangleAlert aria-hidden className="mt-0.5 size-5 shrink-0" />
          {t.proposalStale}
        </p>
      )}
      <div className="mt-4 border-t border-line">
        <DifferenceList differences={revision.difference} timeZone={event.timeZone} />
      </div>
      <ConfirmDialog
        isOpen={asks}
        onOpenChange={setAsks}
        title={t.withdrawQuestion}
        confirmLabel={t.withdraw}
        isDangerous
        onConfirm={async () => {
          await inWords(withdraw.mutateAsync({ revisionId: revision.id }));
          toast.success(t.withdrawn);
          await api.events.invalidate();
        }}
      >
        {t.withdrawNote}
      </ConfirmDialog>
    </section>
  );
}
