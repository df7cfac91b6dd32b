import type { CheckInPoint } from "@eventmaster/contract/check-in";
import { createCheckInPointInput } from "@eventmaster/contract/check-in";
import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { Dialog } from "@eventmaster/ui/dialog";
import { FormError } from "@eventmaster/ui/form-error";
import { RadioGroup } from "@eventmaster/ui/radio-group";
import { TextField } from "@eventmaster/ui/text-field";
import { toast } from "@eventmaster/ui/toast";
import { zodResolver } from "@hookform/resolvers/zod";
import { Controller, useForm } from "react-hook-form";
import { placeFailure } from "../../lib/form-failure.ts";
import { api, trpc } from "../../lib/trpc.ts";
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
    resolver: zodResolver(createCheckInPointInput, undefined, { raw: true }),
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
    <Dialog
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={point ? t.changePoint(point.name) : t.addPoint}
      isDismissable={!form.formState.isSubmitting}
      footer={
        <>
          <Button isPending={form.formState.isSubmitting} onPress={() => void submit()}>
            {point ? t.save : t.add}
          </Button>
          <Button variant="secondary" isDisabled={form.formState.isSubmitting} onPress={onClose}>
            {t.back}
          </Button>
        </>
      }
    >
      <form
        noValidate
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <FormError title={t.pointNotSaved}>{form.formState.errors.root?.message}</FormError>
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
      </form>
    </Dialog>
  );
}
