import { describeFailure } from "@eventmaster/client/errors";
import { type CheckInResult, walkInInput } from "@eventmaster/contract/check-in";
import { Button } from "@eventmaster/ui/button";
import { Dialog } from "@eventmaster/ui/dialog";
import { FormError } from "@eventmaster/ui/form-error";
import { TextField } from "@eventmaster/ui/text-field";
import { zodResolver } from "@hookform/resolvers/zod";
import { useId, useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { uuidv7 } from "uuidv7";
import { z } from "zod";
import { attemptFor, type WalkInAttempt } from "./walk-in-attempt.ts";

// Whether a name or a reason is needed, only the server can say.
const form = z.object({
  email: walkInInput.shape.email,
  displayName: z.string(),
  overrideReason: z.string(),
});

export interface WalkInRequest {
  scanId: string;
  email: string;
  displayName: string | null;
  overrideReason: string | null;
}

export interface WalkInDialogProps {
  /** May raise a full event's capacity by one, with a reason. */
  canOverride: boolean;
  send: (request: WalkInRequest) => Promise<CheckInResult>;
  onClose: () => void;
  onAnswer: (result: CheckInResult) => void;
}

/** Registers somebody at the door and lets them in. */
export function WalkInDialog({ canOverride, send, onClose, onAnswer }: WalkInDialogProps) {
  const formId = useId();
  const [lastAttempt, setLastAttempt] = useState<WalkInAttempt | null>(null);
  const [isFull, setIsFull] = useState(false);
  const { control, handleSubmit, setError, setFocus, formState } = useForm({
    resolver: zodResolver(form),
    defaultValues: { email: "", displayName: "", overrideReason: "" },
  });
  const needsReason = isFull && canOverride;

  const admit = handleSubmit(async ({ email, displayName, overrideReason }) => {
    if (needsReason && overrideReason.trim() === "")
      return setError("overrideReason", { message: "Write a reason first" }, { shouldFocus: true });
    const attempt = attemptFor(email, lastAttempt, uuidv7);
    setLastAttempt(attempt);
    try {
      const result = await send({
        scanId: attempt.scanId,
        email,
        displayName: displayName.trim() || null,
        overrideReason: needsReason ? overrideReason.trim() : null,
      });
      onClose();
      onAnswer(result);
    } catch (error) {
      const { code, message, fields } = describeFailure(error);
      setIsFull(code === "event_full");
      const known = (["email", "displayName", "overrideReason"] as const).filter((name) => name in fields);
      for (const name of known) setError(name, { message: fields[name] ?? message });
      const [first] = known;
      // A field that was just shown can be focused once it is enabled again.
      if (first) setTimeout(() => setFocus(first));
      else setError("root", { message: sentence(code, message, canOverride) });
    }
  });

  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title="Walk-in"
      size="small"
      isDismissable={!formState.isSubmitting}
      footer={
        <>
          <Button type="submit" form={formId} isPending={formState.isSubmitting}>
            {needsReason ? "Let in anyway" : "Admit"}
          </Button>
          <Button variant="secondary" isDisabled={formState.isSubmitting} onPress={onClose}>
            Cancel
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        onSubmit={(submitted) => void admit(submitted)}
        className="flex flex-col gap-4"
      >
        <FormError title={isFull ? "This event is full" : "Nobody was let in"}>
          {formState.errors.root?.message}
        </FormError>
        <Controller
          control={control}
          name="email"
          render={({ field, fieldState }) => (
            <TextField
              label="Email"
              description="Who is registered already is let in by it."
              type="email"
              inputMode="email"
              autoComplete="off"
              autoFocus
              {...field}
              errorMessage={fieldState.error?.message}
            />
          )}
        />
        <Controller
          control={control}
          name="displayName"
          render={({ field, fieldState }) => (
            <TextField
              label="Name"
              description="Needed when nobody has this email yet."
              autoComplete="off"
              {...field}
              errorMessage={fieldState.error?.message}
            />
          )}
        />
        {needsReason && (
          <Controller
            control={control}
            name="overrideReason"
            render={({ field, fieldState }) => (
              <TextField
                label="Reason"
                description="Adds one seat; the reason is kept in the audit log."
                {...field}
                errorMessage={fieldState.error?.message}
              />
            )}
          />
        )}
      </form>
    </Dialog>
  );
}

function sentence(code: string, message: string, canOverride: boolean): string {
  if (code === "network") return "No connection. Check it and press Admit again.";
  if (code !== "event_full") return message;
  return canOverride
    ? "As an administrator you can add a seat, with a reason."
    : "Only an administrator can let in one more.";
}
