import { errorsText } from "@eventmaster/client/errors-text";
import { failureInWords } from "@eventmaster/client/failure-in-words";
import { type DoorEvent, walkInInput } from "@eventmaster/contract/check-in";
import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { Dialog } from "@eventmaster/ui/dialog";
import { FormError } from "@eventmaster/ui/form-error";
import { TextField } from "@eventmaster/ui/text-field";
import { zodResolver } from "@hookform/resolvers/zod";
import { useId, useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { uuidv7 } from "uuidv7";
import { z } from "zod";
import type { Answer, Scan } from "./answer.ts";
import type { OpenDoor } from "./open-door.ts";
import { seatsKeptFromInWords } from "./seats-kept-from.ts";
import { WalkInRefusal } from "./walk-in.ts";
import { attemptFor, type WalkInAttempt } from "./walk-in-attempt.ts";
import { walkInText } from "./walk-in-text.ts";

// Whether a name or a reason is needed, only the server can say.
const form = z.object({
  email: walkInInput.shape.email,
  displayName: z.string(),
  overrideReason: z.string(),
});

export interface WalkInDialogProps {
  event: DoorEvent;
  open: OpenDoor;
  /** May raise a full event's capacity by one, with a reason. */
  canOverride: boolean;
  onClose: () => void;
  onAnswer: (scan: Scan, answer: Answer) => void;
}

/** Registers somebody at the door and lets them in. */
export function WalkInDialog({ event, open, canOverride, onClose, onAnswer }: WalkInDialogProps) {
  const formId = useId();
  const t = useText(walkInText);
  const { field: inWords } = useText(errorsText);
  const [lastAttempt, setLastAttempt] = useState<WalkInAttempt | null>(null);
  /** Offline a device may have no seat to give while the event has many. */
  const [lack, setLack] = useState<"event_full" | "no_seat" | null>(null);
  const { control, handleSubmit, setError, setFocus, formState } = useForm({
    resolver: zodResolver(form),
    defaultValues: { email: "", displayName: "", overrideReason: "" },
  });
  const seatsFrom = seatsKeptFromInWords(event);
  const needsReason = lack !== null && canOverride;

  const fail = (error: unknown) => {
    if (error instanceof WalkInRefusal) {
      const isSeatless = error.reason === "no_seat" || error.reason === "no_seat_yet";
      setLack(isSeatless ? "no_seat" : null);
      if (error.reason === "name_needed")
        setError("displayName", { message: t.nameNeeded }, { shouldFocus: true });
      else {
        const refusal = t.refusals[error.reason](seatsFrom);
        setError("root", { message: isSeatless && canOverride ? `${refusal} ${t.canAddSeat}` : refusal });
      }
      return;
    }
    const { code, message, fields } = failureInWords(error);
    setLack(code === "event_full" ? code : null);
    const known = (["email", "displayName", "overrideReason"] as const).filter((name) => name in fields);
    for (const name of known) setError(name, { message: fields[name] ?? message });
    const [first] = known;
    // A field that was just shown can be focused once it is enabled again.
    if (first) setTimeout(() => setFocus(first));
    else setError("root", { message: code === "event_full" ? fullAdvice() : message });
  };
  const fullAdvice = () => (canOverride ? t.canAddSeat : t.onlyAdmin);

  const admit = handleSubmit(async ({ email, displayName, overrideReason }) => {
    if (needsReason && overrideReason.trim() === "")
      return setError("overrideReason", { message: t.reasonFirst }, { shouldFocus: true });
    const attempt = attemptFor(email, lastAttempt, uuidv7);
    setLastAttempt(attempt);
    const scan: Scan = { id: attempt.scanId, code: null, source: "walk_in" };
    try {
      const answer = await open.door.walkIn(scan, {
        email,
        displayName: displayName.trim() || null,
        overrideReason: needsReason ? overrideReason.trim() : null,
      });
      onClose();
      onAnswer(scan, answer);
    } catch (error) {
      fail(error);
    }
  });

  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t.title}
      size="small"
      isDismissable={!formState.isSubmitting}
      footer={
        <>
          <Button type="submit" form={formId} isPending={formState.isSubmitting}>
            {needsReason ? t.letInAnyway : t.admit}
          </Button>
          <Button variant="secondary" isDisabled={formState.isSubmitting} onPress={onClose}>
            {t.cancel}
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
        <FormError title={lack === "event_full" ? t.full : t.nobody}>
          {formState.errors.root?.message}
        </FormError>
        <Controller
          control={control}
          name="email"
          render={({ field, fieldState }) => (
            <TextField
              label={t.email}
              description={t.emailHint}
              type="email"
              inputMode="email"
              autoComplete="off"
              autoFocus
              {...field}
              errorMessage={fieldState.error?.message && inWords(fieldState.error.message)}
            />
          )}
        />
        <Controller
          control={control}
          name="displayName"
          render={({ field, fieldState }) => (
            <TextField
              label={t.name}
              description={t.nameHint}
              autoComplete="off"
              {...field}
              errorMessage={fieldState.error?.message && inWords(fieldState.error.message)}
            />
          )}
        />
        {needsReason && (
          <Controller
            control={control}
            name="overrideReason"
            render={({ field, fieldState }) => (
              <TextField
                label={t.reason}
                description={t.reasonHint}
                {...field}
                errorMessage={fieldState.error?.message && inWords(fieldState.error.message)}
              />
            )}
          />
        )}
      </form>
    </Dialog>
  );
}
