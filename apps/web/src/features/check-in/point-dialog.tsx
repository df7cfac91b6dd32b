import type { CheckInPoint } from "@eventmaster/contract/check-in";
import { createCheckInPointInput } from "@eventmaster/contract/check-in";
import { useText } from "@eventmaster/i18n/locale";
import { RadioGroup } from "@eventmaster/ui/radio-group";
import { TextField } from "@eventmaster/ui/text-field";
import { toast } from "@eventmaster/ui/toast";
import { zodResolver } from "@hookform/resolvers/zod";
import { Controller, useForm } from "react-hook-form";
import { placeFailure } from "../../lib/form-failure.ts";
import { inOwnWords } from "../../lib/own-words.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { FormDialog } from "../forms/form-dialog.tsx";
import { checkInText } from "./text.ts";

/** Adds a check-in point, or changes one. */
export function PointDialog({
  eventId,
  point,
  kinds,
  onClose,
}: {
  eventId: string;
  point: CheckInPoint | null;
  kinds: readonly CheckInPoint["kind"][];
  onClose: () => void;
}) {
  const t = useText(checkInText);
  const create = trpc.checkIn.createPoint.useMutation();
  const update = trpc.checkIn.updatePoint.useMutation();
  const form = useForm({
    resolver: inOwnWords(zodResolver(createCheckInPointInput, undefined, { raw: true })),
    defaultValues: { eventId, name: point?.name ?? "", kind: point?.kind ?? "gate" },
  });
  const submit = form.handleSubmit(async ({ name, kind }) => {
    try {
      if (point) await update.mutateAsync({ checkInPointId: point.id, name, kind });
      else await create.mutateAsync({ eventId, name, kind });
      toast.success(point ? t.pointSaved : t.pointAdded(name));
      onClose();
      await Promise.all([api.checkIn.invalidate(), api.reports.invalidate()]);
    } catch (error) {
      placeFailure(form, ["name", "kind"], error);
    }
  });
  return (
    <FormDialog
      title={point ? t.changePoint(point.name) : t.addPoint}
      submitLabel={point ? t.save : t.add}
      backLabel={t.back}
      failureTitle={t.pointNotSaved}
      failure={form.formState.errors.root?.message}
      isSending={form.formState.isSubmitting}
      onSubmit={submit}
      onClose={onClose}
    >
      <Controller
        control={form.control}
        name="name"
        render={({ field, fieldState }) => (
          <TextField
            label={t.pointName}
            maxLength={100}
            autoComplete="off"
            {...field}
            errorMessage={fieldState.error?.message}
          />
        )}
      />
      <Controller
        control={form.control}
        name="kind"
        render={({ field, fieldState }) => (
          <RadioGroup
            label={t.pointKind}
            options={kinds.map((kind) => ({
              value: kind,
              label: t.kinds[kind],
              description: t.kindHints[kind],
            }))}
            {...field}
            errorMessage={fieldState.error?.message}
          />
        )}
      />
    </FormDialog>
  );
}
