import { verifyInput } from "@eventmaster/contract/check-in";
import { Button } from "@eventmaster/ui/button";
import { Dialog } from "@eventmaster/ui/dialog";
import { TextField } from "@eventmaster/ui/text-field";
import { type FormEvent, useId, useState } from "react";

/** For a ticket that the camera cannot read, and for a hand-held scanner: its Enter sends. */
export function TypedCodeDialog({
  onClose,
  onCode,
}: {
  onClose: () => void;
  onCode: (code: string) => void;
}) {
  const formId = useId();
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string>();

  const check = (submitted: FormEvent) => {
    submitted.preventDefault();
    const code = verifyInput.shape.qrCode.safeParse(text.trim());
    if (!code.success)
      return setProblem(text.trim() === "" ? "Type or paste the code" : code.error.issues[0]?.message);
    onClose();
    onCode(code.data);
  };

  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title="Type a code"
      size="small"
      footer={
        <>
          <Button type="submit" form={formId}>
            Check
          </Button>
          <Button variant="secondary" onPress={onClose}>
            Cancel
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={check}>
        <TextField
          label="Ticket code"
          description="The text of the QR code, beginning with EM1:"
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
