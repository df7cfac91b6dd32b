import type { Event } from "@eventmaster/contract/events";
import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { ConfirmDialog } from "@eventmaster/ui/confirm-dialog";
import { toast } from "@eventmaster/ui/toast";
import { useState } from "react";
import { inWords } from "../../lib/failure.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { attendeesText } from "./attendees-text.ts";

/** The most that one call takes. */
const atOnce = 500;

/** What can be done with the rows that are selected. */
export function BulkActs({
  event,
  selected,
  onClear,
  onDone,
}: {
  event: Event;
  selected: ReadonlySet<string>;
  onClear: () => void;
  onDone: () => Promise<void>;
}) {
  const t = useText(attendeesText);
  const [asks, setAsks] = useState(false);
  const cancel = trpc.registrations.cancelMany.useMutation();
  const cancelAll = async (reason: string) => {
    const ids = [...selected];
    let cancelled = 0;
    let kept = 0;
    try {
      for (let from = 0; from < ids.length; from += atOnce) {
        const answer = await cancel.mutateAsync({
          eventId: event.id,
          registrationIds: ids.slice(from, from + atOnce),
          ...(reason ? { reason } : {}),
        });
        cancelled += answer.cancelled;
        kept += answer.results.length - answer.cancelled;
      }
    } finally {
      if (cancelled > 0)
        toast.success(t.cancelledMany(cancelled), kept > 0 ? { description: t.notCancelled(kept) } : {});
      else if (kept > 0) toast.info(t.notCancelled(kept));
      void api.events.get.invalidate({ eventId: event.id });
      void api.reports.invalidate();
    }
    await onDone();
  };
  return (
    <div className="flex flex-wrap items-center gap-2.5">
      <p role="status" className="font-semibold tabular-nums">
        {t.selected(selected.size)}
      </p>
      <Button variant="secondary" size="small" className="text-negative" onPress={() => setAsks(true)}>
        {t.cancelSelected}
      </Button>
      <Button variant="quiet" size="small" onPress={onClear}>
        {t.clearSelection}
      </Button>
      <ConfirmDialog
        isOpen={asks}
        onOpenChange={setAsks}
        title={t.cancelQuestion(selected.size)}
        confirmLabel={t.cancelDo}
        cancelLabel={t.keep}
        isDangerous
        reason={{ label: t.cancelReason, description: t.cancelReasonHint, isOptional: true, maxLength: 500 }}
        onConfirm={(reason) => inWords(cancelAll(reason))}
      >
        {t.cancelNote}
      </ConfirmDialog>
    </div>
  );
}
