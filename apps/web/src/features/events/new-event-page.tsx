import { can } from "@eventmaster/contract/permissions";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { Page } from "@eventmaster/ui/page";
import { toast } from "@eventmaster/ui/toast";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { placeFailure } from "../../lib/form-failure.ts";
import { standingOf, useSession } from "../../lib/session.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { emptyFields, fieldNames } from "./event-fields.ts";
import { EventForm, SubmitButton, useEventForm } from "./event-form.tsx";

export function NewEventPage() {
  const navigate = useNavigate();
  const isApproved = can(standingOf(useSession()), "event:approve");
  const [timeZone] = useState(() => new Intl.DateTimeFormat().resolvedOptions().timeZone);
  const form = useEventForm(emptyFields(timeZone));
  const create = trpc.events.create.useMutation();
  return (
    <Page
      title="New event"
      width="narrow"
      subtitle={
        isApproved
          ? "It is published as soon as you create it."
          : "An admin approves it before it is published."
      }
    >
      <EventForm
        form={form}
        failureTitle="The event was not created"
        onSubmit={async (fields) => {
          try {
            const event = await create.mutateAsync(fields);
            void api.events.invalidate();
            toast.success(
              event.status === "published" ? "The event is published" : "The event waits for approval",
            );
            await navigate({ to: "/manage/$eventId", params: { eventId: event.id } });
          } catch (error) {
            placeFailure(form, fieldNames, error);
          }
        }}
        actions={
          <>
            <SubmitButton form={form}>Create event</SubmitButton>
            <Link to="/manage" className={buttonStyles({ variant: "quiet", size: "large" })}>
              Back
            </Link>
          </>
        }
      />
    </Page>
  );
}
