import { type WebhookType, webhookTypes } from "@eventmaster/contract/webhooks";
import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { Checkbox } from "@eventmaster/ui/checkbox";
import { Dialog } from "@eventmaster/ui/dialog";
import { FormError } from "@eventmaster/ui/form-error";
import { TextField } from "@eventmaster/ui/text-field";
import { useId } from "react";
import { Controller, useForm } from "react-hook-form";
import { placeFailure } from "../../lib/form-failure.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { webhooksText } from "./text.ts";

interface Fields {
  url: string;
  description: string;
  types: WebhookType[];
}

const empty: Fields = { url: "", description: "", types: [...webhookTypes] };

export function NewWebhook({
  isOpen,
  onOpenChange,
  onSecret,
}: {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onSecret: (secret: string) => void;
}) {
  const t = useText(webhooksText);
  const formId = useId();
  const form = useForm<Fields>({ defaultValues: empty });
  const create = trpc.webhooks.create.useMutation();
  const { errors, isSubmitting } = form.formState;
  const leave = (isOpen: boolean) => {
    if (!isOpen) form.reset(empty);
    onOpenChange(isOpen);
  };
  const send = form.handleSubmit(async (fields) => {
    try {
      const { secret } = await create.mutateAsync(fields);
      leave(false);
      onSecret(secret);
      await api.webhooks.list.invalidate();
    } catch (error) {
      placeFailure(form, ["url", "description", "types"], error);
    }
  });

  return (
    <Dialog
      title={t.add}
      isOpen={isOpen}
      onOpenChange={leave}
      footer={
        <Button type="submit" form={formId} isPending={isSubmitting}>
          {t.save}
        </Button>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void send(event)} className="flex flex-col gap-5">
        <FormError>{errors.root?.message}</FormError>
        <Controller
          control={form.control}
          name="url"
          render={({ field }) => (
            <TextField
              {...field}
              type="url"
              label={t.address}
              description={t.addressHint}
              errorMessage={errors.url?.message}
              isRequired
            />
          )}
        />
        <Controller
          control={form.control}
          name="description"
          render={({ field }) => (
            <TextField
              {...field}
              label={t.note}
              description={t.noteHint}
              errorMessage={errors.description?.message}
            />
          )}
        />
        <fieldset>
          <legend className="mb-1 font-semibold">{t.tellsOf}</legend>
          <Controller
            control={form.control}
            name="types"
            render={({ field }) => (
              <>
                {webhookTypes.map((type) => (
                  <Checkbox
                    key={type}
                    label={t.types[type]}
                    value={field.value.includes(type)}
                    onChange={(isWanted) =>
                      field.onChange(
                        webhookTypes.filter((known) =>
                          known === type ? isWanted : field.value.includes(known),
                        ),
                      )
                    }
                  />
                ))}
              </>
            )}
          />
          {errors.types && (
            <p role="alert" className="text-sm text-negative">
              {errors.types.message}
            </p>
          )}
        </fieldset>
      </form>
    </Dialog>
  );
}
