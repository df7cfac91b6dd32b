import { Button } from "@eventmaster/ui/button";
import { Dialog } from "@eventmaster/ui/dialog";
import { FormError } from "@eventmaster/ui/form-error";
import type { ReactNode } from "react";

/** A form in a dialog: it cannot be left while it is sent, and what is wrong as a whole stands above its fields. */
export function FormDialog({
  title,
  submitLabel,
  backLabel,
  failureTitle,
  failure,
  isSending,
  onSubmit,
  onClose,
  intro,
  children,
}: {
  title: string;
  submitLabel: string;
  /** The button beside, for leaving it; without a word there is none. */
  backLabel?: string;
  failureTitle: string;
  failure: string | undefined;
  isSending: boolean;
  onSubmit: () => Promise<void>;
  onClose: () => void;
  /** Stands above everything. */
  intro?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={title}
      isDismissable={!isSending}
      footer={
        <>
          <Button isPending={isSending} onPress={() => void onSubmit()}>
            {submitLabel}
          </Button>
          {backLabel !== undefined && (
            <Button variant="secondary" isDisabled={isSending} onPress={onClose}>
              {backLabel}
            </Button>
          )}
        </>
      }
    >
      <form
        noValidate
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          void onSubmit();
        }}
      >
        {intro}
        <FormError title={failureTitle}>{failure}</FormError>
        {children}
      </form>
    </Dialog>
  );
}
