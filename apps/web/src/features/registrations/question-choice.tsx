import type { Question } from "@eventmaster/contract/registrations";
import { useText } from "@eventmaster/i18n/locale";
import { Select } from "@eventmaster/ui/select";
import { attendeesText } from "./attendees-text.ts";

/** Which question's answer is printed beside the name; nothing where nothing was asked. */
export function QuestionChoice({
  label,
  questions,
  value,
  onChange,
}: {
  label: string;
  questions: readonly Pick<Question, "id" | "label">[];
  value: string | undefined;
  onChange: (id: string | undefined) => void;
}) {
  const t = useText(attendeesText);
  if (questions.length === 0) return null;
  return (
    <Select
      label={label}
      options={[
        { value: "", label: t.noLine },
        ...questions.map(({ id, label: words }) => ({ value: id, label: words })),
      ]}
      value={value ?? ""}
      onChange={(id) => onChange(id === "" ? undefined : id)}
    />
  );
}
