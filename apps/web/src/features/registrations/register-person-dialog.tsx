import type { Event } from "@eventmaster/contract/events";
import { registerPersonInput } from "@eventmaster/contract/registrations";
import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { Checkbox } from "@eventmaster/ui/checkbox";
import { Dialog } from "@eventmaster/ui/dialog";
import { FormError } from "@eventmaster/ui/form-error";
import { Select } from "@eventmaster/ui/select";
import { TextAreaField, TextField } from "@eventmaster/ui/text-field";
import { toast } from "@eventmaster/ui/toast";
import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { placeFailure } from "../../lib/form-failure.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { attendeesText } from "./attendees-text.ts";

/** Somebody who asked by other ways; the questions are answered for them as far as one knows. */
export function RegisterPersonDialog({
  event,
  onClose,
  onDone,
}: {
  event: Event;
  onClose: () => void;
  onDone: () => Promise<void>;
}) {
  const t = useText(attendeesText);
  const { data: questions = [] } = trpc.events.questions.useQuery({ eventId: event.id });
  const [answers, setAnswers] = useState<Record<string, string | boolean>>({});
  const register = trpc.registrations.registerPerson.useMutation();
  const form = useForm({
    resolver: zodResolver(registerPersonInput, undefined, { raw: true }),
    defaultValues: { eventId: event.id, email: "", displayName: "" },
  });
  const answer = (id: string, value: string | boolean) =>
    setAnswers((before) => ({ ...before, [id]: value }));

  const submit = form.handleSubmit(async ({ email, displayName }) => {
    try {
      const person = await register.mutateAsync({
        eventId: event.id,
        email,
        displayName: displayName?.trim() ? displayName : null,
        answers: Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== "")),
      });
      toast.success(t.registeredNow(person.userDisplayName));
      onClose();
      await Promise.all([
        onDone(),
        api.events.get.invalidate({ eventId: event.id }),
        api.reports.invalidate(),
      ]);
    } catch (error) {
      placeFailure(form, ["email", "displayName"], error);
    }
  });

  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={t.registerTitle}
      isDismissable={!form.formState.isSubmitting}
      footer={
        <>
          <Button isPending={form.formState.isSubmitting} onPress={() => void submit()}>
            {t.register}
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
        <p className="text-ink-muted">{t.registerNote}</p>
        <FormError title={t.notRegistered}>{form.formState.errors.root?.message}</FormError>
        <Controller
          control={form.control}
          name="email"
          render={({ field, fieldState }) => (
            <TextField
              label={t.email}
              type="email"
              inputMode="email"
              autoComplete="off"
              {...field}
              errorMessage={fieldState.error?.message}
            />
          )}
        />
        <Controller
          control={form.control}
          name="displayName"
          render={({ field, fieldState }) => (
            <TextField
              label={t.name}
              description={t.nameHint}
              autoComplete="off"
              {...field}
              value={field.value ?? ""}
              isOptional
              errorMessage={fieldState.error?.message}
            />
          )}
        />
        {questions.length > 0 && (
          <fieldset className="flex flex-col gap-5 border-t border-line pt-4">
            <legend className="sr-only">{t.questions}</legend>
            {questions.map(({ id, kind, label, options, isRequired }) => {
              const value = answers[id];
              if (kind === "checkbox")
                return (
                  <Checkbox
                    key={id}
                    label={label}
                    value={value === true}
                    onChange={(isChecked) => answer(id, isChecked)}
                  />
                );
              if (kind === "choice")
                return (
                  <Select
                    key={id}
                    label={label}
                    isOptional={!isRequired}
                    placeholder={t.choose}
                    options={options.map((option) => ({ value: option, label: option }))}
                    value={typeof value === "string" ? value : null}
                    onChange={(option) => answer(id, option)}
                  />
                );
              return (
                <TextAreaField
                  key={id}
                  label={label}
                  isOptional={!isRequired}
                  rows={2}
                  maxLength={1000}
                  value={typeof value === "string" ? value : ""}
                  onChange={(text) => answer(id, text)}
                />
              );
            })}
          </fieldset>
        )}
      </form>
    </Dialog>
  );
}
