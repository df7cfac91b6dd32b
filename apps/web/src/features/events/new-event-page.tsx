import { can } from "@eventmaster/contract/permissions";
import { useText } from "@eventmaster/i18n/locale";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { Page } from "@eventmaster/ui/page";
import { toast } from "@eventmaster/ui/toast";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { standingOf, useSession } from "../../lib/session.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { draftKey } from "../forms/draft.ts";
import { DraftNotice } from "../forms/draft-notice.tsx";
import { emptyFields, fieldsInDraft } from "./event-fields.ts";
import { EventForm, SubmitButton, useEventForm } from "./event-form.tsx";
import { eventFormText } from "./form-text.ts";
import { placeEventFailure } from "./place-event-failure.ts";
import { useDraft } from "../forms/use-draft.ts";

export function NewEventPage() {
  const t = useText(eventFormText);
  const navigate = useNavigate();
  const me = useSession();
  const isApproved = can(standingOf(me), "event:approve");
  const [defaults] = useState(() => emptyFields(new Intl.DateTimeFormat().resolvedOptions().timeZone));
  // Whose draft it is stays so when the session ends while the form is open.
  const [ownerId] = useState(me?.id ?? "");
  const form = useEventForm(defaults);
  const draft = useDraft(form, draftKey(ownerId, null), {
    defaults,
    readFields: (stored) => fieldsInDraft(stored, defaults),
  });
  const create = trpc.events.create.useMutation();
  return (
    <Page title={t.newEvent} width="narrow" subtitle={isApproved ? t.publishedAtOnce : t.approvedFirst}>
      <EventForm
        form={form}
        failureTitle={t.notCreated}
        notice={<DraftNotice draft={draft} />}
        onSubmit={async (fields) => {
          try {
            const event = await create.mutateAsync(fields);
            draft.forget();
            void api.events.invalidate();
            toast.success(event.status === "published" ? t.isPublished : t.waits);
            await navigate({ to: "/manage/$eventId", params: { eventId: event.id } });
          } catch (error) {
            placeEventFailure(form, error);
          }
        }}
        actions={
          <>
            <SubmitButton form={form}>{t.create}</SubmitButton>
            <Link to="/manage" className={buttonStyles({ variant: "quiet", size: "large" })}>
              {t.back}
            </Link>
          </>
        }
      />
    </Page>
  );
}
