import { errorsText } from "@eventmaster/client/errors-text";
import { verifyInput } from "@eventmaster/contract/check-in";
import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { Dialog } from "@eventmaster/ui/dialog";
import { TextField } from "@eventmaster/ui/text-field";
import { type FormEvent, useId, useState } from "react";
import { doorText } from "./text.ts";

/** For a ticket that the camera cannot read, and for a hand-held scanner: its Enter sends. */
export function TypedCodeDialog({
  onClose,
  onCode,
}: {
  onClose: () => void;
  onCode: (code: string) => void;
}) {
  const t = useText(doorText).codeDialog;
  const { field: inWords } = useText(errorsText);
  const formId = useId();
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string>();

  const check = (submitted: FormEvent) => {
    submitted.preventDefault();
    const code = verifyInput.shape.qrCode.safeParse(text.trim());
    if (!code.success)
      return setProblem(text.trim() === "" ? t.empty : inWords(code.error.issues[0]?.message ?? ""));
    onClose();
    onCode(code.data);
  };

  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t.title}
      size="small"
      footer={
        <>
          <Button type="submit" form={formId}>
            {t.check}
          </Button>
          <Button variant="secondary" onPress={onClose}>
            {t.cancel}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={check}>
        <TextField
          label={t.label}
          description={t.hint}
          autoFocus
          autoComplete="off"
          autoCorrect="off"
          spellCheck="false"
          value={text}
          onChange={(next) => {
            setText(next);
            setProblem(undefined);
          }}
          errorMessage={problem}
        />
      </form>
    </Dialog>
  );
}
