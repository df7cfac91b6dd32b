import type { Event } from "@eventmaster/contract/events";
import { can } from "@eventmaster/contract/permissions";
import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { Page } from "@eventmaster/ui/page";
import { toast } from "@eventmaster/ui/toast";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Info } from "lucide-react";
import { useRef, useState } from "react";
import { standingOf, useSession } from "../../lib/session.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { ConflictPanel } from "./conflict-panel.tsx";
import { draftKey } from "../forms/draft.ts";
import { DraftNotice } from "../forms/draft-notice.tsx";
import { overtakenBy } from "./edit-conflict.ts";
import { type EventFields, fieldNames, fieldsInDraft, fieldsOf } from "./event-fields.ts";
import { EventForm, SubmitButton, useEventForm } from "./event-form.tsx";
import { eventFormText } from "./form-text.ts";
import { type ConflictingField, type MergedEdits, mergeEdits } from "./merge-edits.ts";
import { placeEventFailure } from "./place-event-failure.ts";
import { useDraft } from "../forms/use-draft.ts";

const route = getRouteApi("/manage/$eventId/edit");

export function EditEventPage() {
  const { eventId } = route.useParams();
  const [event] = trpc.events.get.useSuspenseQuery({ eventId });
  return <EditEvent key={event.id} event={event} />;
}

function EditEvent({ event }: { event: Event }) {
  const t = useText(eventFormText);
  const navigate = useNavigate();
  const me = useSession();
  const isUnderReview = event.status === "published" && !can(standingOf(me), "event:approve");
  const [ownerId] = useState(me?.id ?? "");
  const [defaults] = useState(() => fieldsOf(event));
  const form = useEventForm(defaults);
  const draft = useDraft(form, draftKey(ownerId, event.id), {
    defaults,
    version: event.version,
    readFields: (stored) => fieldsInDraft(stored, defaults),
  });
  const resubmitsNext = useRef(false);
  const [conflict, setConflict] = useState<(MergedEdits & { current: Event }) | null>(null);
  const [chosen, setChosen] = useState<Record<string, "yours" | "theirs">>({});
  const update = trpc.events.update.useMutation();
  const resubmit = trpc.events.resubmit.useMutation();

  /** Somebody else saved first: take what is new, keep what was typed here, and ask where both changed the same. */
  const showBoth = (current: Event, yours: EventFields) => {
    const theirs = fieldsOf(current);
    const merged = mergeEdits(draft.origin.current.fields, yours, theirs);
    draft.rebase({ fields: theirs, version: current.version });
    form.reset(theirs);
    for (const name of fieldNames) form.setValue(name, merged.fields[name], { shouldDirty: true });
    setChosen({});
    setConflict({ ...merged, current });
    void api.events.get.invalidate({ eventId: event.id });
  };

  const choose = (asked: ConflictingField, whose: "yours" | "theirs") => {
    setChosen((before) => ({ ...before, [asked.field]: whose }));
    form.setValue(asked.field, asked[whose], { shouldDirty: true });
  };

  const discard = () => {
    draft.discard();
    setConflict(null);
  };

  const save = async (fields: EventFields) => {
    let proposed = false;
    try {
      const saved = await update.mutateAsync({
        eventId: event.id,
        version: draft.origin.current.version ?? event.version,
        ...fields,
      });
      proposed = saved.revision?.status === "open";
      // Should the next step fail, the form stays and goes on from what is saved.
      draft.rebase({ fields: fieldsOf(saved), version: saved.version });
      draft.forget();
      if (resubmitsNext.current) await resubmit.mutateAsync({ eventId: event.id });
    } catch (error) {
      const current = overtakenBy(error);
      if (current) showBoth(current, fields);
      else placeEventFailure(form, error);
      return;
    } finally {
      void api.registrations.invalidate();
    }
    await api.events.invalidate();
    if (resubmitsNext.current) toast.success(t.savedAgain);
    else if (proposed) toast.success(t.saved, { description: t.savedAsProposal });
    else toast.success(t.saved);
    await navigate({ to: "/manage/$eventId", params: { eventId: event.id } });
  };

  return (
    <Page
      title={t.edit}
      documentTitle={t.editOf(event.title)}
      eyebrow={
        <Link
          to="/manage/$eventId"
          params={{ eventId: event.id }}
          className="text-ink-muted no-underline hover:text-ink"
        >
          {event.title}
        </Link>
      }
      width="narrow"
    >
      <EventForm
        form={form}
        onSubmit={save}
        failureTitle={t.notSaved}
        notice={
          <>
            {conflict && (
              <ConflictPanel
                key={conflict.current.version}
                conflict={conflict}
                chosen={chosen}
                onChoose={choose}
              />
            )}
            <DraftNotice draft={{ ...draft, discard }} />
            {isUnderReview && <Notice>{t.underReview}</Notice>}
            {event.status === "rejected" && event.decision?.reason && (
              <Notice>
                {t.sentBack}{" "}
                <strong className="font-semibold wrap-anywhere">“{event.decision.reason}”</strong>
              </Notice>
            )}
          </>
        }
        actions={
          <>
            <SubmitButton form={form}>{t.save}</SubmitButton>
            {event.status === "rejected" && (
              <Button
                type="submit"
                variant="secondary"
                size="large"
                isDisabled={form.formState.isSubmitting}
                onPress={() => {
                  resubmitsNext.current = true;
                }}
              >
                {t.saveAndSubmit}
              </Button>
            )}
            <Link
              to="/manage/$eventId"
              params={{ eventId: event.id }}
              className={buttonStyles({ variant: "quiet", size: "large" })}
            >
              {t.back}
            </Link>
          </>
        }
      />
    </Page>
  );
}

function Notice({ children }: { children: React.ReactNode }) {
  return (
    <p className="mb-8 flex gap-3 rounded-card bg-accent-soft p-4">
      <Info aria-hidden className="mt-0.5 size-5 shrink-0 text-accent" />
      <span>{children}</span>
    </p>
  );
}
