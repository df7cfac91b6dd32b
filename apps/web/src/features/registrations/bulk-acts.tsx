import type { Event } from "@eventmaster/contract/events";
import { maxChosen } from "@eventmaster/contract/export-limits";
import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { ConfirmDialog } from "@eventmaster/ui/confirm-dialog";
import { toast } from "@eventmaster/ui/toast";
import { useState } from "react";
import { downloadByPost } from "../../lib/download-by-post.ts";
import { inWords, sentenceOf } from "../../lib/failure.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { DownloadMenu } from "../lists/download-menu.tsx";
import { attendeesFile } from "./attendees-search.ts";
import { attendeesText } from "./attendees-text.ts";
import { inParts } from "./in-parts.ts";

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
  const [asks, setAsks] = useState<"cancel" | "resend" | null>(null);
  const cancel = trpc.registrations.cancelMany.useMutation();
  const restore = trpc.registrations.restoreMany.useMutation();
  const resend = trpc.registrations.resendTickets.useMutation();
  const eventId = event.id;

  const showAgain = async () => {
    void api.events.get.invalidate({ eventId });
    void api.reports.invalidate();
    await onDone();
  };

  const undo = async (ids: string[]) => {
    let restored = 0;
    try {
      await inParts(ids, async (registrationIds) => {
        restored += (await restore.mutateAsync({ eventId, registrationIds })).restored;
      });
      if (restored === ids.length) toast.success(t.restored(restored));
      else toast.info(t.restored(restored), { description: t.notRestored(ids.length - restored) });
    } catch (error) {
      toast.failure(t.notUndone, { description: sentenceOf(error) });
    }
    await showAgain();
  };

  const cancelAll = async (reason: string) => {
    const cancelled: string[] = [];
    let kept = 0;
    try {
      await inParts([...selected], async (registrationIds) => {
        const answer = await cancel.mutateAsync({ eventId, registrationIds, ...(reason ? { reason } : {}) });
        for (const { registrationId, outcome } of answer.results)
          if (outcome === "cancelled") cancelled.push(registrationId);
          else kept += 1;
      });
    } finally {
      const description = kept > 0 ? t.notCancelled(kept) : undefined;
      if (cancelled.length > 0)
        toast.success(t.cancelledMany(cancelled.length), {
          description,
          action: { label: t.undo, onAction: () => void undo(cancelled) },
        });
      else if (kept > 0) toast.info(t.notCancelled(kept));
    }
    await showAgain();
  };

  const resendAll = async () => {
    let sent = 0;
    let unreachable = 0;
    let kept = 0;
    try {
      await inParts([...selected], async (registrationIds) => {
        const answer = await resend.mutateAsync({ eventId, registrationIds });
        const lost = answer.results.filter(({ outcome }) => outcome === "unreachable").length;
        sent += answer.sent;
        unreachable += lost;
        kept += answer.results.length - answer.sent - lost;
      });
    } finally {
      const description = [
        ...(unreachable > 0 ? [t.unreachable(unreachable)] : []),
        ...(kept > 0 ? [t.notResent(kept)] : []),
      ].join(" ");
      if (sent > 0) toast.success(t.resent(sent), description ? { description } : {});
      else if (description) toast.info(description);
    }
    onClear();
  };

  return (
    <div className="flex flex-wrap items-center gap-2.5">
      <p role="status" className="font-semibold tabular-nums">
        {t.selected(selected.size)}
      </p>
      <DownloadMenu
        label={t.exportSelected}
        size="small"
        isPart
        onDownload={async (ending) => {
          if (selected.size > maxChosen) toast.info(t.tooManyToExport(maxChosen));
          else await downloadByPost(attendeesFile(eventId, ending, {}), { registration_ids: [...selected] });
        }}
      />
      <Button variant="secondary" size="small" onPress={() => setAsks("resend")}>
        {t.resendSelected}
      </Button>
      <Button variant="secondary" size="small" className="text-negative" onPress={() => setAsks("cancel")}>
        {t.cancelSelected}
      </Button>
      <Button variant="quiet" size="small" onPress={onClear}>
        {t.clearSelection}
      </Button>
      <ConfirmDialog
        isOpen={asks === "resend"}
        onOpenChange={() => setAsks(null)}
        title={t.resendQuestion(selected.size)}
        confirmLabel={t.resendDo}
        cancelLabel={t.back}
        onConfirm={() => inWords(resendAll())}
      >
        {t.resendNote}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asks === "cancel"}
        onOpenChange={() => setAsks(null)}
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
