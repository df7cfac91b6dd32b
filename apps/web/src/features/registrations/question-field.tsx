import type { Question } from "@eventmaster/contract/registrations";
import { useText } from "@eventmaster/i18n/locale";
import { Checkbox } from "@eventmaster/ui/checkbox";
import { Select } from "@eventmaster/ui/select";
import { TextAreaField } from "@eventmaster/ui/text-field";
import { registrationsText } from "./text.ts";

/** One of an event's questions, for whoever registers or is registered. */
export function QuestionField({
  question,
  answer,
  errorMessage,
  onAnswer,
}: {
  question: Question;
  answer: string | boolean | undefined;
  errorMessage: string | undefined;
  onAnswer: (answer: string | boolean) => void;
}) {
  const t = useText(registrationsText);
  const { label, isRequired, options } = question;
  const text = typeof answer === "string" ? answer : "";
  switch (question.kind) {
    case "text":
      return (
        <TextAreaField
          label={label}
          rows={2}
          maxLength={1000}
          isOptional={!isRequired}
          value={text}
          onChange={onAnswer}
          errorMessage={errorMessage}
        />
      );
    case "choice":
      return (
        <Select
          label={label}
          placeholder={t.chooseOne}
          isOptional={!isRequired}
          options={options.map((value) => ({ value, label: value }))}
          value={text === "" ? null : text}
          onChange={onAnswer}
          errorMessage={errorMessage}
        />
      );
    case "checkbox":
      return (
        <Checkbox
          label={label}
          value={answer === true}
          onChange={onAnswer}
          {...(errorMessage === undefined ? {} : { errorMessage })}
        />
      );
  }
}
