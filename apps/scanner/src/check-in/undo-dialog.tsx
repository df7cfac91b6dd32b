import { errorsText } from "@eventmaster/client/errors-text";
import { undoScanInput } from "@eventmaster/contract/check-in";
import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { Dialog } from "@eventmaster/ui/dialog";
import { TextField } from "@eventmaster/ui/text-field";
import { type FormEvent, useId, useState } from "react";
import { logText } from "./log-text.ts";

/** Taking back needs a reason: it stays with the scan. */
export function UndoDialog({ onClose, onUndo }: { onClose: () => void; onUndo: (reason: string) => void }) {
  const formId = useId();
  const t = useText(logText);
  const { field: inWords } = useText(errorsText);
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string>();
  const undo = (submitted: FormEvent) => {
    submitted.preventDefault();
    if (reason.trim() === "") return setProblem(t.reasonFirst);
    const parsed = undoScanInput.shape.reason.safeParse(reason);
    if (!parsed.success) return setProblem(inWords(parsed.error.issues[0]?.message ?? ""));
    onClose();
    onUndo(parsed.data);
  };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t.undoTitle}
      size="small"
      footer={
        <>
          <Button type="submit" form={formId}>
            {t.undo}
          </Button>
          <Button variant="secondary" onPress={onClose}>
            {t.cancel}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={undo}>
        <p className="mb-4 text-ink-muted">{t.undoHint}</p>
        <TextField
          label={t.reason}
          autoFocus
          value={reason}
          onChange={(next) => {
            setReason(next);
            setProblem(undefined);
          }}
          errorMessage={problem}
        />
      </form>
    </Dialog>
  );
}
