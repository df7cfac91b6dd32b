import { useText } from "@eventmaster/i18n/locale";
import { useState, type ReactNode } from "react";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { FormError } from "./form-error.tsx";
import { TextAreaField } from "./text-field.tsx";
import { fieldsText } from "./fields-text.ts";

export type ConfirmDialogProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** A question: "Cancel this event?" */
  title: string;
  /** What will happen, and to whom. */
  children?: ReactNode;
  /** The act itself, not "OK": "Cancel event". */
  confirmLabel: string;
  /** The way out: "Keep event". */
  cancelLabel?: string | undefined;
  isDangerous?: boolean | undefined;
  /** Asks for a reason, which `onConfirm` is given. */
  reason?:
    | {
        label: string;
        description?: ReactNode;
        isOptional?: boolean | undefined;
        maxLength?: number | undefined;
      }
    | undefined;
  /**
   * Closes when the promise is kept; when it breaks, stays open and shows the error's message.
   * So a caller shows no toast of its own for a failure.
   */
  onConfirm: (reason: string) => Promise<unknown> | void;
};

/** Asks once before an act that cannot be taken back. */
export function ConfirmDialog({ isOpen, onOpenChange, ...props }: ConfirmDialogProps) {
  return isOpen ? <OpenConfirmDialog {...props} onOpenChange={onOpenChange} /> : null;
}

function OpenConfirmDialog({
  onOpenChange,
  title,
  children,
  confirmLabel,
  cancelLabel,
  isDangerous = false,
  reason,
  onConfirm,
}: Omit<ConfirmDialogProps, "isOpen">) {
  const t = useText(fieldsText);
  const [text, setText] = useState("");
  const [isPending, setIsPending] = useState(false);
  const [reasonError, setReasonError] = useState<string>();
  const [failure, setFailure] = useState<string>();

  const confirm = async () => {
    if (reason && !reason.isOptional && !text.trim()) return setReasonError(t.reasonFirst);
    if (reason?.maxLength && text.length > reason.maxLength)
      return setReasonError(t.atMost(reason.maxLength));
    setIsPending(true);
    setFailure(undefined);
    try {
      await onConfirm(text.trim());
      onOpenChange(false);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
      setIsPending(false);
    }
  };

  return (
    <Dialog
      isOpen
      onOpenChange={onOpenChange}
      title={title}
      size="small"
      role="alertdialog"
      isDismissable={!isPending}
      footer={
        <>
          <Button variant={isDangerous ? "danger" : "primary"} isPending={isPending} onPress={confirm}>
            {confirmLabel}
          </Button>
          <Button
            variant="secondary"
            isDisabled={isPending}
            onPress={() => onOpenChange(false)}
            autoFocus={!reason}
          >
            {cancelLabel ?? t.back}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <FormError title={t.didNotWork}>{failure}</FormError>
        {children && <div className="text-ink-muted">{children}</div>}
        {reason && (
          <TextAreaField
            label={reason.label}
            description={reason.description}
            isOptional={reason.isOptional}
            maxLength={reason.maxLength}
            errorMessage={reasonError}
            rows={3}
            autoFocus
            value={text}
            onChange={(next) => {
              setText(next);
              setReasonError(undefined);
            }}
          />
        )}
      </div>
    </Dialog>
  );
}
