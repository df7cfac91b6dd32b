import { createApiKeyInput, keyActions } from "@eventmaster/contract/api-keys";
import { type Action, can } from "@eventmaster/contract/permissions";
import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { Checkbox } from "@eventmaster/ui/checkbox";
import { DateField } from "@eventmaster/ui/date-time-field";
import { Dialog } from "@eventmaster/ui/dialog";
import { TextField } from "@eventmaster/ui/text-field";
import { toast } from "@eventmaster/ui/toast";
import { zodResolver } from "@hookform/resolvers/zod";
import { useId, useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { placeFailure } from "../../lib/form-failure.ts";
import { standingOf, useSession } from "../../lib/session.ts";
import { inOwnWords } from "../../lib/own-words.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { FormDialog } from "../forms/form-dialog.tsx";
import { keyActionText } from "./action-text.ts";
import { apiKeysText } from "./text.ts";

/** Asks what a key is for, and then shows the key this once. */
export function CreateKeyDialog({ onClose }: { onClose: () => void }) {
  const t = useText(apiKeysText);
  const standing = standingOf(useSession());
  const [made, setMade] = useState<{ name: string; key: string } | null>(null);
  const create = trpc.apiKeys.create.useMutation();
  const form = useForm({
    resolver: inOwnWords(zodResolver(createApiKeyInput, undefined, { raw: true })),
    defaultValues: { name: "", actions: [] as Action[], expiresAt: null as string | null },
  });
  const submit = form.handleSubmit(async (values) => {
    try {
      setMade(await create.mutateAsync(values));
      await api.apiKeys.invalidate();
    } catch (error) {
      placeFailure(form, ["name", "actions", "expiresAt"], error);
    }
  });
  if (made) return <ShownKey name={made.name} secret={made.key} onClose={onClose} />;
  return (
    <FormDialog
      title={t.create}
      submitLabel={t.doCreate}
      failureTitle={t.notCreated}
      failure={form.formState.errors.root?.message}
      isSending={form.formState.isSubmitting}
      onSubmit={submit}
      onClose={onClose}
    >
      <Controller
        control={form.control}
        name="name"
        render={({ field, fieldState }) => (
          <TextField
            label={t.name}
            description={t.nameHint}
            maxLength={100}
            autoComplete="off"
            {...field}
            errorMessage={fieldState.error?.message}
          />
        )}
      />
      <Controller
        control={form.control}
        name="expiresAt"
        render={({ field, fieldState }) => (
          <DateField
            label={t.expires}
            description={t.expiresHint}
            isOptional
            value={field.value?.slice(0, 10) ?? null}
            onChange={(day) => field.onChange(day ? `${day}T00:00:00.000Z` : null)}
            errorMessage={fieldState.error?.message}
          />
        )}
      />
      <Controller
        control={form.control}
        name="actions"
        render={({ field, fieldState }) => (
          <Allowed
            actions={keyActions.filter((action) => can(standing, action))}
            chosen={field.value}
            onChange={field.onChange}
            problem={fieldState.error && t.allowedProblem}
          />
        )}
      />
    </FormDialog>
  );
}

function Allowed({
  actions,
  chosen,
  onChange,
  problem,
}: {
  actions: readonly Action[];
  chosen: readonly Action[];
  onChange: (actions: Action[]) => void;
  problem: string | undefined;
}) {
  const t = useText(apiKeysText);
  const words: Record<string, string> = useText(keyActionText).actions;
  const problemId = useId();
  return (
    <fieldset aria-describedby={problem ? problemId : undefined}>
      <legend className="font-semibold">{t.allowed}</legend>
      {problem && (
        <p id={problemId} className="mt-1 text-sm text-negative">
          {problem}
        </p>
      )}
      <div className="mt-1 grid sm:grid-cols-2 sm:gap-x-6">
        {actions.map((action) => (
          <Checkbox
            key={action}
            label={words[action] ?? action}
            value={chosen.includes(action)}
            onChange={(isChosen) =>
              onChange(isChosen ? [...chosen, action] : chosen.filter((other) => other !== action))
            }
          />
        ))}
      </div>
    </fieldset>
  );
}

function ShownKey({ name, secret, onClose }: { name: string; secret: string; onClose: () => void }) {
  const t = useText(apiKeysText);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret);
      toast.success(t.copied);
    } catch {
      toast.failure(t.notCopied);
    }
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={t.created(name)}
      footer={
        <>
          <Button onPress={() => void copy()}>{t.copy}</Button>
          <Button variant="secondary" onPress={onClose}>
            {t.done}
          </Button>
        </>
      }
    >
      <p className="mb-3">{t.copyNow}</p>
      <code className="block rounded-card bg-sunken p-4 font-mono text-sm break-all select-all">
        {secret}
      </code>
    </Dialog>
  );
}
