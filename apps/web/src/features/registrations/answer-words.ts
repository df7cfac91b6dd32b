import type { AttendeeWithAnswers } from "@eventmaster/contract/registrations";
import { textOf } from "@eventmaster/i18n/locale";
import { attendeesText } from "./attendees-text.ts";

/** An answer as one reads it: a ticked box is kept as "true". */
export function answerText(value: string): string {
  const t = textOf(attendeesText);
  return value === "true" ? t.yes : value === "false" ? t.no : value;
}

/** What this person answered to one question: nothing where it was not asked or is not answered. */
export function answerTo(
  questionId: string | undefined,
  { answers }: Pick<AttendeeWithAnswers, "answers">,
): string | undefined {
  const answer = answers.find((one) => one.questionId === questionId);
  return answer && answerText(answer.value);
}
