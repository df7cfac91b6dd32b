import type { Question, SetQuestionsInput } from "@eventmaster/contract/registrations";

/** A question as it is being edited. `key` stays while it is moved; options are lines as they were typed. */
export interface QuestionDraft {
  key: string;
  id: string | undefined;
  label: string;
  kind: Question["kind"];
  options: string;
  isRequired: boolean;
}

export interface QuestionProblem {
  label?: "empty";
  options?: "too_few";
}

export function draftsOf(questions: readonly Question[]): QuestionDraft[] {
  return questions.map(({ id, label, kind, options, isRequired }) => ({
    key: id,
    id,
    label,
    kind,
    options: options.join("\n"),
    isRequired,
  }));
}

export function newDraft(): QuestionDraft {
  return {
    key: crypto.randomUUID(),
    id: undefined,
    label: "",
    kind: "text",
    options: "",
    isRequired: false,
  };
}

export function optionsOf({ kind, options }: QuestionDraft): string[] {
  if (kind !== "choice") return [];
  return options
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** What keeps a question from being asked; null where nothing does. */
export function problemOf(draft: QuestionDraft): QuestionProblem | null {
  const options = optionsOf(draft);
  const problem: QuestionProblem = {};
  if (draft.label.trim() === "") problem.label = "empty";
  if (draft.kind === "choice" && (options.length < 2 || new Set(options).size < options.length))
    problem.options = "too_few";
  return Object.keys(problem).length > 0 ? problem : null;
}

export function questionsIn(drafts: readonly QuestionDraft[]): SetQuestionsInput["questions"] {
  return drafts.map((draft) => ({
    ...(draft.id === undefined ? {} : { id: draft.id }),
    label: draft.label.trim(),
    kind: draft.kind,
    options: optionsOf(draft),
    isRequired: draft.isRequired,
  }));
}

/** The same list with one moved by a step; out of the ends nothing moves. */
export function moved(drafts: readonly QuestionDraft[], from: number, by: -1 | 1): QuestionDraft[] {
  const to = from + by;
  const list = [...drafts];
  const [taken] = list.splice(from, 1);
  if (!taken || to < 0 || to > list.length) return [...drafts];
  list.splice(to, 0, taken);
  return list;
}
