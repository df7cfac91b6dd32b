import {
  messageAudiences,
  type MessagePreview as Preview,
  sendMessageInput,
} from "@eventmaster/contract/messages";
import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { Checkbox } from "@eventmaster/ui/checkbox";
import { ConfirmDialog } from "@eventmaster/ui/confirm-dialog";
import { FormError } from "@eventmaster/ui/form-error";
import { RadioGroup } from "@eventmaster/ui/radio-group";
import { TextAreaField, TextField } from "@eventmaster/ui/text-field";
import { toast } from "@eventmaster/ui/toast";
import { zodResolver } from "@hookform/resolvers/zod";
import { Send } from "lucide-react";
import { useEffect, useState } from "react";
import { Controller, useForm, useWatch } from "react-hook-form";
import { uuidv7 } from "uuidv7";
import { inWords } from "../../lib/failure.ts";
import { placeFailure } from "../../lib/form-failure.ts";
import { inOwnWords } from "../../lib/own-words.ts";
import { useSession } from "../../lib/session.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { draftKey } from "../forms/draft.ts";
import { DraftNotice } from "../forms/draft-notice.tsx";
import { useDraft } from "../forms/use-draft.ts";
import { emptyMessage, messageFieldNames, type MessageFields, messageInDraft } from "./message-fields.ts";
import { MessagePreview } from "./message-preview.tsx";
import { messagesText } from "./text.ts";

const schema = sendMessageInput.omit({ eventId: true, messageId: true }).strip();

/** A letter to some of an event's people: written, looked at, and sent once it was said to how many it goes. */
export function MessageForm({ eventId }: { eventId: string }) {
  const t = useText(messagesText);
  const me = useSession();
  // Whose draft it is stays so when the session ends while the form is open.
  const [ownerId] = useState(me?.id ?? "");
  const form = useForm<MessageFields, unknown, MessageFields>({
    // The fields are the schema's input, none of them left out; what is sent stays as typed.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    resolver: inOwnWords(zodResolver(schema, undefined, { raw: true }) as never),
    defaultValues: emptyMessage,
  });
  const draft = useDraft(form, draftKey(ownerId, `${eventId}.message`), {
    defaults: emptyMessage,
    readFields: messageInDraft,
  });
  const [shown, setShown] = useState<{ preview: Preview; of: MessageFields } | null>(null);
  const [asked, setAsked] = useState<{ fields: MessageFields; recipientCount: number } | null>(null);
  const [busyWith, setBusyWith] = useState<"preview" | "send" | null>(null);
  const preview = trpc.messages.preview.useMutation();
  const send = trpc.messages.send.useMutation();

  // Another text is another message: only the very same one may be told to have been sent already.
  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ name, values }) => {
          if (name && name !== "messageId" && values.messageId !== "") form.setValue("messageId", "");
        },
      }),
    [form],
  );

  const look = (next: "preview" | "send") =>
    form.handleSubmit(async (fields) => {
      setBusyWith(next);
      try {
        const made = await preview.mutateAsync(toInput(eventId, fields));
        setShown({ preview: made, of: fields });
        if (next === "send" && made.recipientCount === 0) form.setError("root", { message: t.nobody });
        else if (next === "send") setAsked({ fields, recipientCount: made.recipientCount });
      } catch (error) {
        placeFailure(form, messageFieldNames, error);
      }
      setBusyWith(null);
    });

  const sendIt = async (fields: MessageFields) => {
    const messageId = form.getValues("messageId") || uuidv7();
    form.setValue("messageId", messageId);
    const sent = await inWords(send.mutateAsync({ ...toInput(eventId, fields), messageId }));
    draft.discard();
    setShown(null);
    toast.success(t.sentTo(sent.recipientCount));
    await api.messages.list.invalidate({ eventId });
    void api.events.history.invalidate({ eventId });
  };

  const now = useWatch({ control: form.control });
  return (
    <div className="grid gap-x-12 gap-y-8 lg:grid-cols-2">
      <form
        aria-label={t.write}
        onSubmit={(event) => {
          event.preventDefault();
          void look("send")();
        }}
        noValidate
        className="flex min-w-0 flex-col gap-6"
      >
        <h2 className="text-xl font-bold">{t.write}</h2>
        <DraftNotice draft={draft} />
        <FormError title={t.notSent}>{form.formState.errors.root?.message}</FormError>
        <Controller
          control={form.control}
          name="audience"
          render={({ field, fieldState }) => (
            <RadioGroup
              label={t.audience}
              options={messageAudiences.map((value) => ({
                value,
                label: t.audiences[value],
                description: t.audienceHints[value],
              }))}
              {...field}
              errorMessage={fieldState.error?.message}
            />
          )}
        />
        <Controller
          control={form.control}
          name="subject"
          render={({ field, fieldState }) => (
            <TextField
              label={t.subject}
              maxLength={150}
              autoComplete="off"
              {...field}
              errorMessage={fieldState.error?.message}
            />
          )}
        />
        <Controller
          control={form.control}
          name="body"
          render={({ field, fieldState }) => (
            <TextAreaField
              label={t.body}
              description={t.bodyHint}
              rows={9}
              maxLength={10_000}
              {...field}
              errorMessage={fieldState.error?.message}
            />
          )}
        />
        <Controller
          control={form.control}
          name="isEssential"
          render={({ field, fieldState }) => (
            <Checkbox
              label={t.essential}
              description={t.essentialHint}
              {...field}
              errorMessage={fieldState.error?.message}
            />
          )}
        />
        <div className="flex flex-wrap items-center gap-2.5">
          <Button type="submit" isPending={busyWith === "send"} isDisabled={busyWith === "preview"}>
            <Send aria-hidden />
            {t.send}
          </Button>
          <Button
            variant="secondary"
            isPending={busyWith === "preview"}
            isDisabled={busyWith === "send"}
            onPress={() => void look("preview")()}
          >
            {shown ? t.previewAgain : t.preview}
          </Button>
          <p className="w-full text-sm text-ink-muted">{t.draftKept}</p>
        </div>
      </form>
      <MessagePreview
        preview={shown?.preview ?? null}
        isStale={shown !== null && messageFieldNames.some((name) => shown.of[name] !== now[name])}
      />
      <ConfirmDialog
        isOpen={asked !== null}
        onOpenChange={(isOpen) => {
          if (!isOpen) setAsked(null);
        }}
        title={asked ? t.sendQuestion(asked.recipientCount) : t.send}
        confirmLabel={asked ? t.sendDo(asked.recipientCount) : t.send}
        cancelLabel={t.back}
        onConfirm={() => (asked ? sendIt(asked.fields) : undefined)}
      >
        {asked && (
          <>
            <p className="font-semibold text-ink">{asked.fields.subject.trim()}</p>
            <p className="mt-1">
              {t.audience}: {t.audiences[asked.fields.audience]}
            </p>
            <p className="mt-3">
              {t.sendNote} {asked.fields.isEssential && t.sendEssentialNote}
            </p>
          </>
        )}
      </ConfirmDialog>
    </div>
  );
}

function toInput(eventId: string, { audience, subject, body, isEssential }: MessageFields) {
  return { eventId, audience, subject, body, isEssential };
}
