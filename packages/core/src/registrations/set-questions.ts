import type { Question, SetQuestionsInput } from "@eventmaster/contract/registrations";
import { questions } from "@eventmaster/db/schema/registrations";
import { and, eq, isNull, notInArray } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { recordAudit } from "../audit/record-audit.ts";
import { type Context, reading, type TenantContext, transaction } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { loadEventFor, loadVisibleEvent } from "../events/load-event.ts";
import { lockEvent } from "../events/lock-event.ts";
import { questionsOf } from "./answers.ts";

/** What an event asks of those who register. @throws not_found */
export async function listQuestions(ctx: Context, input: { eventId: string }): Promise<Question[]> {
  return reading(ctx, async (ctx) => {
    const event = await loadVisibleEvent(ctx, input.eventId);
    return showQuestions(ctx, event.id);
  });
}

/**
 * Sets all questions of an event. What is not asked any more stays with its answers, out of sight; a question of another
 * kind is another question, because the answers to the old one would not fit it.
 * @throws forbidden, not_found, validation (`questions.<index>.id`)
 */
export async function setQuestions(ctx: Context, input: SetQuestionsInput): Promise<Question[]> {
  return transaction(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "event:edit", input.eventId);
    // Two who set them at once take turns: the later one's are asked.
    await lockEvent(ctx, event.id);
    const before = await questionsOf(ctx, event.id);
    refuseUnknown(input.questions, before);
    const isKept = (id: string | undefined, kind: string) =>
      before.some((question) => question.id === id && question.kind === kind);
    const kept = input.questions.flatMap(({ id, kind }) =>
      id !== undefined && isKept(id, kind) ? [id] : [],
    );
    await ctx.db
      .update(questions)
      .set({ removedAt: ctx.now })
      .where(
        and(eq(questions.eventId, event.id), isNull(questions.removedAt), notInArray(questions.id, kept)),
      );
    for (const [position, { id, ...question }] of input.questions.entries()) {
      const fields = { ...question, position };
      if (id !== undefined && kept.includes(id))
        await ctx.db.update(questions).set(fields).where(eq(questions.id, id));
      else
        await ctx.db.insert(questions).values({
          ...fields,
          id: uuidv7(),
          organizationId: ctx.organizationId,
          eventId: event.id,
          createdAt: ctx.now,
        });
    }
    const after = await showQuestions(ctx, event.id);
    await recordAudit(ctx, {
      action: "event.set_questions",
      subjectType: "event",
      subjectId: event.id,
      details: { before: { questions: before.map(showQuestion) }, after: { questions: after } },
    });
    return after;
  });
}

function refuseUnknown(wanted: SetQuestionsInput["questions"], current: { id: string }[]): void {
  const problems = wanted.flatMap(({ id }, index) =>
    id === undefined || current.some((question) => question.id === id)
      ? []
      : [[`questions.${index}.id`, "Is not a question of this event"]],
  );
  if (problems.length > 0) throw new DomainError("validation", { fields: Object.fromEntries(problems) });
}

async function showQuestions(ctx: TenantContext, eventId: string): Promise<Question[]> {
  return (await questionsOf(ctx, eventId)).map(showQuestion);
}

function showQuestion({ id, label, kind, options, isRequired }: Question): Question {
  return { id, label, kind, options, isRequired };
}
