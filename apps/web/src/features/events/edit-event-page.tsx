import { describeFailure } from "@eventmaster/client/errors";
import type { Event } from "@eventmaster/contract/events";
import { can } from "@eventmaster/contract/permissions";
import { Button } from "@eventmaster/ui/button";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { Page } from "@eventmaster/ui/page";
import { toast } from "@eventmaster/ui/toast";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Info } from "lucide-react";
import { useRef } from "react";
import { placeFailure } from "../../lib/form-failure.ts";
import { standingOf, useSession } from "../../lib/session.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { type EventFields, fieldNames, fieldsOf } from "./event-fields.ts";
import { EventForm, SubmitButton, useEventForm } from "./event-form.tsx";

const route = getRouteApi("/manage/$eventId/edit");

export function EditEventPage() {
  const { eventId } = route.useParams();
  const [event] = trpc.events.get.useSuspenseQuery({ eventId });
  return <EditEvent key={event.id} event={event} />;
}

function EditEvent({ event }: { event: Event }) {
  const navigate = useNavigate();
  const approvesAlone = can(standingOf(useSession()), "event:approve");
  const isUnderReview = event.status === "published" && !approvesAlone;
  const form = useEventForm(fieldsOf(event));
  /** Of the event as it was read into the form, which may be older than the event on the page. */
  const version = useRef(event.version);
  const resubmitsNext = useRef(false);
  const update = trpc.events.update.useMutation();
  const resubmit = trpc.events.resubmit.useMutation();

  /** Somebody else saved first: take what is new, keep what was typed here, and let the person look again. */
  const takeNewest = async () => {
    const newest = await api.events.get.fetch({ eventId: event.id }, { staleTime: 0 });
    version.current = newest.version;
    form.reset(fieldsOf(newest), { keepDirtyValues: true });
    form.setError("root", {
      type: "server",
      message:
        "Somebody changed this event in the meantime. The fields you had not touched show the newest values now. Look them over, and save again.",
    });
  };

  const save = async (fields: EventFields) => {
    let proposed = false;
    try {
      const saved = await update.mutateAsync({ eventId: event.id, version: version.current, ...fields });
      proposed = saved.revision?.status === "open";
      // Should the next step fail, the form stays and goes on from what is saved.
      version.current = saved.version;
      if (resubmitsNext.current) await resubmit.mutateAsync({ eventId: event.id });
    } catch (error) {
      if (describeFailure(error).code === "stale_version")
        await takeNewest().catch((cause: unknown) => placeFailure(form, [], cause));
      else placeFailure(form, fieldNames, error);
      return;
    } finally {
      void api.registrations.invalidate();
    }
    await api.events.invalidate();
    if (resubmitsNext.current) toast.success("Saved, and submitted again");
    else if (proposed)
      toast.success("Changes saved", {
        description: "What an admin has to look at is shown once they accept it.",
      });
    else toast.success("Changes saved");
    await navigate({ to: "/manage/$eventId", params: { eventId: event.id } });
  };

  return (
    <Page
      title="Edit event"
      documentTitle={`Edit ${event.title}`}
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
        failureTitle="The changes are not saved"
        notice={
          <>
            {isUnderReview && (
              <Notice>
                This event is published. Location, capacity, category and tags change at once; title,
                description and times become a proposal, and the page stays as it is until an admin accepts
                it.
              </Notice>
            )}
            {event.status === "rejected" && event.decision?.reason && (
              <Notice>
                An admin sent it back: <strong className="font-semibold">“{event.decision.reason}”</strong>
              </Notice>
            )}
          </>
        }
        actions={
          <>
            <SubmitButton form={form}>Save changes</SubmitButton>
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
                Save and submit again
              </Button>
            )}
            <Link
              to="/manage/$eventId"
              params={{ eventId: event.id }}
              className={buttonStyles({ variant: "quiet", size: "large" })}
            >
              Back
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
