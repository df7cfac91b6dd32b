import type { AnswersInput, Question } from "@eventmaster/contract/registrations";
import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { Dialog } from "@eventmaster/ui/dialog";
import { FormError } from "@eventmaster/ui/form-error";
import { type FormEvent, useId, useState } from "react";
import { errorsText } from "@eventmaster/client/errors-text";
import { failureOf } from "../../lib/failure.ts";
import { answerProblems } from "./answer-problems.ts";
import { QuestionField } from "./question-field.tsx";
import { registrationsText } from "./text.ts";

/** What an event asks before it gives a seat. What was answered stays when the seat could not be taken. */
export function QuestionsDialog({
  title,
  questions,
  submitLabel,
  onSubmit,
  onClose,
}: {
  title: string;
  questions: readonly Question[];
  submitLabel: string;
  onSubmit: (answers: AnswersInput) => Promise<void>;
  onClose: () => void;
}) {
  const t = useText(registrationsText);
  const { field: inWords } = useText(errorsText);
  const formId = useId();
  const [answers, setAnswers] = useState<AnswersInput>({});
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [isPending, setIsPending] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const missing = questions.filter(({ id, isRequired }) => isRequired && isEmpty(answers[id]));
    if (missing.length > 0) {
      setErrors(Object.fromEntries(missing.map(({ id }) => [id, inWords("Is required")])));
      return;
    }
    setErrors({});
    setIsPending(true);
    try {
      await onSubmit(answers);
    } catch (error) {
      const problems = answerProblems(error, questions);
      setErrors(Object.keys(problems).length > 0 ? problems : { form: failureOf(error).message });
      setIsPending(false);
    }
  };

  return (
    <Dialog
      isOpen
      title={title}
      onOpenChange={onClose}
      isDismissable={!isPending}
      footer={
        <Button type="submit" form={formId} isPending={isPending}>
          {submitLabel}
        </Button>
      }
    >
      <form
        id={formId}
        noValidate
        onSubmit={(event) => void submit(event)}
        className="flex flex-col gap-5 pb-2"
      >
        <FormError title={t.notRegistered}>{errors["form"]}</FormError>
        {questions.map((question) => (
          <QuestionField
            key={question.id}
            question={question}
            answer={answers[question.id]}
            errorMessage={errors[question.id] || undefined}
            onAnswer={(answer) => {
              setAnswers((given) => ({ ...given, [question.id]: answer }));
              setErrors((found) => ({ ...found, [question.id]: "" }));
            }}
          />
        ))}
      </form>
    </Dialog>
  );
}

function isEmpty(answer: string | boolean | undefined): boolean {
  return answer === undefined || answer === false || (typeof answer === "string" && answer.trim() === "");
}
