import type { LoggedScan } from "@eventmaster/contract/check-in";
import { useText } from "@eventmaster/i18n/locale";
import { ConfirmDialog } from "@eventmaster/ui/confirm-dialog";
import { toast } from "@eventmaster/ui/toast";
import { inWords } from "../../lib/failure.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { checkInText } from "./text.ts";

/** Whether the scan let somebody through, as far as the log knows; the server has the last word. */
export function isUndoable({ registration, verdict, undone, isHeld, resolution }: LoggedScan): boolean {
  const letThrough = verdict === "admitted" || verdict === "left";
  return registration !== null && letThrough && undone === null && (!isHeld || resolution?.counts === true);
}

/** Takes back that a scan let somebody in or out, with a reason that stays with it. */
export function UndoDialog({ scan, onClose }: { scan: LoggedScan | null; onClose: () => void }) {
  const t = useText(checkInText);
  const undo = trpc.checkIn.undo.useMutation();
  return (
    <ConfirmDialog
      isOpen={scan !== null}
      onOpenChange={onClose}
      title={t.undoQuestion(scan?.registration?.holderName ?? t.aTicket)}
      confirmLabel={t.undo}
      cancelLabel={t.back}
      isDangerous
      reason={{ label: t.undoReason, description: t.noteHint, maxLength: 500 }}
      onConfirm={async (reason) => {
        if (!scan) return;
        await inWords(undo.mutateAsync({ scanId: scan.id, reason }));
        toast.success(t.isUndone);
        await Promise.all([
          api.checkIn.invalidate(),
          api.registrations.invalidate(),
          api.reports.invalidate(),
        ]);
      }}
    >
      {t.undoNote}
    </ConfirmDialog>
  );
}
