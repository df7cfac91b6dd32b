import type { AnswersInput, AttendeeWithAnswers } from "@eventmaster/contract/registrations";
import { answers, questions } from "@eventmaster/db/schema/registrations";
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { TenantContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";

type QuestionRow = typeof questions.$inferSelect;

/** Answers as they are kept, and what is wrong with those that cannot be. */
export interface CheckedAnswers {
  values: { questionId: string; value: string }[];
  problems: Record<string, string>;
}

/** What an event asks now, in its order. */
export function questionsOf(ctx: TenantContext, eventId: string): Promise<QuestionRow[]> {
  return ctx.db
    .select()
    .from(questions)
    .where(
      and(
        eq(questions.organizationId, ctx.organizationId),
        eq(questions.eventId, eventId),
        isNull(questions.removedAt),
      ),
    )
    .orderBy(asc(questions.position), asc(questions.id));
}

/**
 * Compares answers with the event's questions; it refuses nothing, because a full event is told before a missing answer.
 * @param required whether required questions must be answered: not by organizers in somebody's name
 */
export async function checkAnswers(
  ctx: TenantContext,
  eventId: string,
  given: AnswersInput,
  { required }: { required: boolean },
): Promise<CheckedAnswers> {
  const asked = await questionsOf(ctx, eventId);
  const checked: CheckedAnswers = { values: [], problems: {} };
  for (const id of Object.keys(given))
    if (!asked.some((question) => question.id === id))
      checked.problems[`answers.${id}`] = "Is not a question of this event";
  for (const question of asked) {
    const answer = given[question.id];
    const problem = problemWith(question, answer, required);
    if (problem !== null) checked.problems[`answers.${question.id}`] = problem;
    else if (!isMissing(answer))
      checked.values.push({ questionId: question.id, value: String(answer).trim() });
  }
  return checked;
}

/** @throws validation, with a sentence for each `answers.<question id>` */
export function refuseWrongAnswers({ problems }: CheckedAnswers): void {
  if (Object.keys(problems).length > 0) throw new DomainError("validation", { fields: problems });
}

function isMissing(answer: string | boolean | undefined): boolean {
  return answer === undefined || (typeof answer === "string" && answer.trim() === "");
}

function problemWith(
  question: QuestionRow,
  answer: string | boolean | undefined,
  required: boolean,
): string | null {
  if (isMissing(answer)) return question.isRequired && required ? "Is required" : null;
  switch (question.kind) {
    case "checkbox":
      if (typeof answer !== "boolean") return "Must be true or false";
      return question.isRequired && !answer ? "Must be checked" : null;
    case "choice":
      return question.options.some((option) => option === answer) ? null : "Must be one of the options";
    case "text":
      return typeof answer === "string" ? null : "Must be text";
  }
}

/** Keeps a registration's answers in place of those that an earlier registration of this person was given. */
export async function keepAnswers(
  ctx: TenantContext,
  registrationId: string,
  { values }: CheckedAnswers,
): Promise<void> {
  await ctx.db.delete(answers).where(eq(answers.registrationId, registrationId));
  if (values.length === 0) return;
  const { organizationId } = ctx;
  await ctx.db
    .insert(answers)
    .values(values.map((answer) => ({ ...answer, registrationId, organizationId })));
}

/** What was answered at these registrations, in the questions' order; also to questions that are not asked any more. */
export async function answersByRegistration(
  ctx: TenantContext,
  registrationIds: string[],
): Promise<Map<string, AttendeeWithAnswers["answers"]>> {
  const rows = await ctx.db
    .select({
      registrationId: answers.registrationId,
      questionId: questions.id,
      label: questions.label,
      value: answers.value,
    })
    .from(answers)
    .innerJoin(questions, eq(questions.id, answers.questionId))
    .where(inArray(answers.registrationId, registrationIds))
    .orderBy(asc(questions.position), asc(questions.id));
  const byRegistration = new Map<string, AttendeeWithAnswers["answers"]>();
  for (const { registrationId, ...answer } of rows)
    byRegistration.set(registrationId, [...(byRegistration.get(registrationId) ?? []), answer]);
  return byRegistration;
}
