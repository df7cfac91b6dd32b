import type { Question } from "@eventmaster/contract/registrations";
import { useText } from "@eventmaster/i18n/locale";
import { Select } from "@eventmaster/ui/select";
import { SearchBox } from "../lists/search-box.tsx";
import { type AttendeesSearch, registrationSources, registrationStatuses } from "./attendees-search.ts";
import { attendeesText } from "./attendees-text.ts";

/** Which attendees one sees. Every choice stands in the URL, and the file of the list is made by the same ones. */
export function AttendeeFilters({
  search,
  questions,
  onLook,
}: {
  search: AttendeesSearch;
  questions: readonly Question[];
  onLook: (changes: AttendeesSearch) => void;
}) {
  const t = useText(attendeesText);
  const asked = questions.find(({ id }) => id === search.question);
  return (
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-[minmax(0,1fr)_11rem_11rem_17rem]">
      <SearchBox
        label={t.search}
        value={search.q}
        onSearch={(q) => onLook({ q })}
        className="max-lg:col-span-2 lg:max-w-none"
      />
      <Select
        label={t.status}
        isLabelHidden
        options={[
          { value: "all", label: t.everyStatus },
          ...registrationStatuses.map((value) => ({ value, label: t.statuses[value] })),
        ]}
        value={search.status ?? "all"}
        onChange={(status) => onLook({ status: status === "all" ? undefined : status })}
      />
      <Select
        label={t.how}
        isLabelHidden
        options={[
          { value: "all", label: t.everySource },
          ...registrationSources.map((value) => ({ value, label: t.sources[value] })),
        ]}
        value={search.source ?? "all"}
        onChange={(source) => onLook({ source: source === "all" ? undefined : source })}
      />
      {questions.length > 0 && (
        <div className="col-span-2 grid gap-3 sm:max-lg:grid-cols-2 lg:col-span-1 lg:col-start-4">
          <Select
            label={t.byQuestion}
            isLabelHidden
            options={[
              { value: "all", label: t.everyAnswer },
              ...questions.map(({ id, label }) => ({ value: id, label: t.answered(label) })),
            ]}
            value={asked?.id ?? "all"}
            onChange={(id) => onLook({ question: id === "all" ? undefined : id, answer: undefined })}
          />
          {asked && (
            <AnswerChoice
              // Another question is another field: what was typed for the one before does not stay.
              key={asked.id}
              question={asked}
              answer={search.answer}
              onChoose={(answer) => onLook({ answer })}
            />
          )}
        </div>
      )}
    </div>
  );
}

function AnswerChoice({
  question,
  answer,
  onChoose,
}: {
  question: Question;
  answer: string | undefined;
  onChoose: (answer: string | undefined) => void;
}) {
  const t = useText(attendeesText);
  if (question.kind === "text")
    return <SearchBox isFilter label={t.answerContains} value={answer} onSearch={onChoose} />;
  const options =
    question.kind === "checkbox"
      ? [
          { value: "true", label: t.yes },
          { value: "false", label: t.no },
        ]
      : question.options.map((value) => ({ value, label: value }));
  // "Any" is an option that no answer can be: answers are never empty.
  return (
    <Select
      label={t.answer}
      isLabelHidden
      options={[{ value: "", label: t.anyAnswer }, ...options]}
      value={answer ?? ""}
      onChange={(value) => onChoose(value === "" ? undefined : value)}
    />
  );
}
