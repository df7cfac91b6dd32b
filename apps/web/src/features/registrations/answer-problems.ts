import type { Question } from "@eventmaster/contract/registrations";
import { failureOf } from "../../lib/failure.ts";

/** What a refusal says of answers, by question: the API names them `answers.<question id>`. */
export function answerProblems(error: unknown, questions: readonly Question[]): Record<string, string> {
  const { fields } = failureOf(error);
  return Object.fromEntries(
    questions.flatMap(({ id }) => {
      const sentence = fields[`answers.${id}`];
      return sentence === undefined ? [] : [[id, sentence]];
    }),
  );
}
