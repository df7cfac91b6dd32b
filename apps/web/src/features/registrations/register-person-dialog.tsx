import type { Event } from "@eventmaster/contract/events";
import { registerPersonInput } from "@eventmaster/contract/registrations";
import { useText } from "@eventmaster/i18n/locale";
import { TextField } from "@eventmaster/ui/text-field";
import { toast } from "@eventmaster/ui/toast";
import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { failureOf } from "../../lib/failure.ts";
import { placeFailure } from "../../lib/form-failure.ts";
import { inOwnWords } from "../../lib/own-words.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { FormDialog } from "../forms/form-dialog.tsx";
import { answerProblems } from "./answer-problems.ts";
import { attendeesText } from "./attendees-text.ts";
import { QuestionField } from "./question-field.tsx";

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
  const [problems, setProblems] = useState<Record<string, string | undefined>>({});
  const register = trpc.registrations.registerPerson.useMutation();
  const form = useForm({
    resolver: inOwnWords(zodResolver(registerPersonInput, undefined, { raw: true })),
    defaultValues: { eventId: event.id, email: "", displayName: null },
  });
  const answer = (id: string, value: string | boolean) => {
    setAnswers((before) => ({ ...before, [id]: value }));
    setProblems((before) => ({ ...before, [id]: undefined }));
  };

  const submit = form.handleSubmit(async ({ email, displayName }) => {
    setProblems({});
    try {
      const person = await register.mutateAsync({
        eventId: event.id,
        email,
        displayName: displayName ?? null,
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
      const ofAnswers = answerProblems(error, questions);
      setProblems(ofAnswers);
      const { fields } = failureOf(error);
      const isAtAnswers = Object.keys(ofAnswers).length > 0;
      // What stands at an answer is not said again over the form.
      if (!isAtAnswers || fields["email"] || fields["displayName"])
        placeFailure(form, ["email", "displayName"], error);
    }
  });

  return (
    <FormDialog
      title={t.registerTitle}
      submitLabel={t.register}
      backLabel={t.back}
      failureTitle={t.notRegistered}
      failure={form.formState.errors.root?.message}
      isSending={form.formState.isSubmitting}
      onSubmit={submit}
      onClose={onClose}
      intro={<p className="text-ink-muted">{t.registerNote}</p>}
    >
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
            // An empty name is none: whoever has the email is known by their own.
            onChange={(name) => field.onChange(name === "" ? null : name)}
            isOptional
            errorMessage={fieldState.error?.message}
          />
        )}
      />
      {questions.length > 0 && (
        <fieldset className="flex flex-col gap-5 border-t border-line pt-4">
          <legend className="sr-only">{t.questions}</legend>
          {questions.map((question) => (
            <QuestionField
              key={question.id}
              question={question}
              answer={answers[question.id]}
              errorMessage={problems[question.id]}
              onAnswer={(value) => answer(question.id, value)}
            />
          ))}
        </fieldset>
      )}
    </FormDialog>
  );
}
