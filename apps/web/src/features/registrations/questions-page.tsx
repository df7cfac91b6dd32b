import type { Event } from "@eventmaster/contract/events";
import { questionKinds } from "@eventmaster/contract/registrations";
import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { Card } from "@eventmaster/ui/card";
import { Checkbox } from "@eventmaster/ui/checkbox";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { FormError } from "@eventmaster/ui/form-error";
import { IconButton } from "@eventmaster/ui/icon-button";
import { Select } from "@eventmaster/ui/select";
import { TextAreaField, TextField } from "@eventmaster/ui/text-field";
import { toast } from "@eventmaster/ui/toast";
import { getRouteApi } from "@tanstack/react-router";
import { ArrowDown, ArrowUp, MessageCircleQuestionMark, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { sentenceOf } from "../../lib/failure.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { EventDesk } from "../events/event-desk.tsx";
import { draftsOf, moved, newDraft, problemOf, type QuestionDraft, questionsIn } from "./question-drafts.ts";
import { questionsText } from "./questions-text.ts";

const route = getRouteApi("/manage/$eventId/questions");

export function QuestionsPage() {
  const { eventId } = route.useParams();
  return (
    <EventDesk eventId={eventId} tab="questions">
      {(event) => <Questions event={event} />}
    </EventDesk>
  );
}

/** All questions of an event, edited together and saved together: their order is part of what is saved. */
function Questions({ event }: { event: Event }) {
  const t = useText(questionsText);
  const [saved] = trpc.events.questions.useSuspenseQuery({ eventId: event.id }, { staleTime: Infinity });
  const [drafts, setDrafts] = useState(() => draftsOf(saved));
  const [showsProblems, setShowsProblems] = useState(false);
  const [failure, setFailure] = useState<string>();
  const set = trpc.events.setQuestions.useMutation();
  const isDirty = JSON.stringify(questionsIn(drafts)) !== JSON.stringify(questionsIn(draftsOf(saved)));
  const change = (key: string, changes: Partial<QuestionDraft>) =>
    setDrafts((list) => list.map((draft) => (draft.key === key ? { ...draft, ...changes } : draft)));

  const remove = (key: string) => {
    const before = drafts;
    setDrafts(drafts.filter((draft) => draft.key !== key));
    toast.info(t.removed, { action: { label: t.undo, onAction: () => setDrafts(before) } });
  };

  const save = async () => {
    setShowsProblems(true);
    setFailure(undefined);
    if (drafts.some((draft) => problemOf(draft) !== null)) return;
    try {
      const questions = await set.mutateAsync({ eventId: event.id, questions: questionsIn(drafts) });
      api.events.questions.setData({ eventId: event.id }, questions);
      setDrafts(draftsOf(questions));
      setShowsProblems(false);
      toast.success(t.saved, { description: t.savedNext });
      void api.reports.invalidate();
    } catch (error) {
      setFailure(sentenceOf(error));
    }
  };

  return (
    <div className="max-w-2xl">
      <p className="mb-6 text-ink-muted">{t.note}</p>
      <FormError title={t.notSaved} className="mb-6">
        {failure}
      </FormError>
      {drafts.length === 0 ? (
        <EmptyState icon={MessageCircleQuestionMark} title={t.none}>
          {t.noneNext}
        </EmptyState>
      ) : (
        <ol className="flex flex-col gap-4">
          {drafts.map((draft, index) => (
            <li key={draft.key}>
              <QuestionEditor
                draft={draft}
                number={index + 1}
                isLast={index === drafts.length - 1}
                problem={showsProblems ? problemOf(draft) : null}
                onChange={(changes) => change(draft.key, changes)}
                onMove={(by) => setDrafts(moved(drafts, index, by))}
                onRemove={() => remove(draft.key)}
              />
            </li>
          ))}
        </ol>
      )}
      <div className="mt-4 flex flex-wrap gap-2.5">
        <Button
          variant="secondary"
          isDisabled={drafts.length >= 20}
          onPress={() => setDrafts([...drafts, newDraft()])}
        >
          <Plus aria-hidden />
          {t.add}
        </Button>
      </div>
      <div className="mt-8 flex flex-wrap items-center gap-x-4 gap-y-3 border-t border-line pt-6">
        <Button size="large" isPending={set.isPending} isDisabled={!isDirty} onPress={() => void save()}>
          {t.save}
        </Button>
        {isDirty && (
          <>
            <Button variant="quiet" onPress={() => setDrafts(draftsOf(saved))}>
              {t.discard}
            </Button>
            <p className="text-sm text-ink-muted">{t.unsaved}</p>
          </>
        )}
      </div>
    </div>
  );
}

function QuestionEditor({
  draft,
  number,
  isLast,
  problem,
  onChange,
  onMove,
  onRemove,
}: {
  draft: QuestionDraft;
  number: number;
  isLast: boolean;
  problem: ReturnType<typeof problemOf>;
  onChange: (changes: Partial<QuestionDraft>) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}) {
  const t = useText(questionsText);
  return (
    <Card>
      <div className="mb-3 flex items-center justify-between gap-2">
        <h2 className="font-bold">{t.questionNumber(number)}</h2>
        <div className="flex">
          <IconButton
            icon={ArrowUp}
            label={t.moveUp(number)}
            isDisabled={number === 1}
            onPress={() => onMove(-1)}
          />
          <IconButton
            icon={ArrowDown}
            label={t.moveDown(number)}
            isDisabled={isLast}
            onPress={() => onMove(1)}
          />
          <IconButton icon={Trash2} label={t.remove(number)} onPress={onRemove} />
        </div>
      </div>
      <div className="grid gap-5 sm:grid-cols-[minmax(0,1fr)_13rem]">
        <TextField
          label={t.label}
          maxLength={200}
          value={draft.label}
          onChange={(label) => onChange({ label })}
          errorMessage={problem?.label && t.isEmpty}
        />
        <Select
          label={t.kind}
          options={questionKinds.map((kind) => ({ value: kind, label: t.kinds[kind] }))}
          value={draft.kind}
          onChange={(kind) => onChange({ kind })}
        />
        {draft.kind === "choice" && (
          <TextAreaField
            label={t.options}
            description={t.optionsHint}
            rows={4}
            className="sm:col-span-2"
            value={draft.options}
            onChange={(options) => onChange({ options })}
            errorMessage={problem?.options && t.tooFewOptions}
          />
        )}
        <Checkbox
          label={draft.kind === "checkbox" ? t.requiredBox : t.required}
          className="sm:col-span-2"
          value={draft.isRequired}
          onChange={(isRequired) => onChange({ isRequired })}
        />
      </div>
    </Card>
  );
}
