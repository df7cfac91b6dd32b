import { createEventInput } from "@eventmaster/contract/events";
import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { DateTimeField, keepWallTime } from "@eventmaster/ui/date-time-field";
import { FormError } from "@eventmaster/ui/form-error";
import { NumberField } from "@eventmaster/ui/number-field";
import { Section } from "@eventmaster/ui/page";
import { Select } from "@eventmaster/ui/select";
import { Tabs } from "@eventmaster/ui/tabs";
import { uiText } from "@eventmaster/ui/text";
import { TagInput } from "@eventmaster/ui/tag-input";
import { TextAreaField, TextField } from "@eventmaster/ui/text-field";
import { TimeZoneField } from "@eventmaster/ui/time-zone-field";
import { zodResolver } from "@hookform/resolvers/zod";
import { Link, useLocation } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { Controller, useForm, type UseFormReturn } from "react-hook-form";
import { inOwnWords } from "../../lib/own-words.ts";
import { categories } from "./category.ts";
import { endAfterMove } from "./end-after-move.ts";
import type { EventFields } from "./event-fields.ts";
import { eventFormText } from "./form-text.ts";
import { EventDescription } from "./event-description.tsx";

export type EventFormState = UseFormReturn<EventFields, unknown, EventFields>;

/** An edit is checked as a whole event too: its form always holds all of it. What is sent stays as typed. */
export function useEventForm(defaultValues: EventFields): EventFormState {
  return useForm<EventFields, unknown, EventFields>({
    // The fields are the schema's input, none of them left out.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    resolver: inOwnWords(zodResolver(createEventInput, undefined, { raw: true }) as never),
    defaultValues,
  });
}

type DateName = "startAt" | "endAt" | "registrationOpensAt" | "registrationClosesAt";

export function EventForm({
  form,
  onSubmit,
  failureTitle,
  notice,
  actions,
}: {
  form: EventFormState;
  onSubmit: (fields: EventFields) => Promise<void>;
  failureTitle: string;
  /** Stands above the fields. */
  notice?: ReactNode;
  /** The buttons; one of them submits. */
  actions: ReactNode;
}) {
  const names = useText(uiText).categories;
  const t = useText(eventFormText);
  const [tab, setTab] = useState<"write" | "preview">("write");
  const location = useLocation();
  const timeZone = form.watch("timeZone");
  const description = form.watch("description");
  const rootError = form.formState.errors.root;

  const submit = form.handleSubmit(onSubmit, (errors) => {
    if (errors.description) setTab("write");
  });

  const moveStart = (startAt: string) => {
    const endAt = endAfterMove(form.getValues(), startAt);
    form.setValue("startAt", startAt, { shouldDirty: true, shouldValidate: form.formState.isSubmitted });
    if (endAt !== form.getValues("endAt"))
      form.setValue("endAt", endAt, { shouldDirty: true, shouldValidate: form.formState.isSubmitted });
  };

  const changeZone = (next: string) => {
    for (const name of ["startAt", "endAt", "registrationOpensAt", "registrationClosesAt"] as const) {
      const value = form.getValues(name);
      if (value) form.setValue(name, keepWallTime(value, timeZone, next), { shouldDirty: true });
    }
    form.setValue("timeZone", next, { shouldDirty: true });
  };

  const date = (
    name: DateName,
    label: string,
    options: { isOptional?: boolean; description?: string } = {},
  ) => (
    <Controller
      control={form.control}
      name={name}
      render={({ field, fieldState }) => (
        <DateTimeField
          label={label}
          {...options}
          name={name}
          timeZone={timeZone}
          value={field.value}
          onChange={(value) => {
            if (name === "startAt") moveStart(value ?? "");
            else field.onChange(value ?? (options.isOptional ? null : ""));
          }}
          onBlur={field.onBlur}
          // The first part of the date takes the focus, where the form points at an error.
          ref={(group) =>
            field.ref({ focus: () => group?.querySelector<HTMLElement>("[role=spinbutton]")?.focus() })
          }
          errorMessage={fieldState.error && !field.value ? t.chooseTime : fieldState.error?.message}
        />
      )}
    />
  );

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col">
      {notice}
      <FormError title={failureTitle} className="mb-8">
        {rootError &&
          (rootError.type !== "session_ended" ? (
            rootError.message
          ) : (
            <>
              {t.sessionEnded}{" "}
              <Link to="/login" search={{ redirect: location.href }} className="font-semibold underline">
                {t.logIn}
              </Link>
            </>
          ))}
      </FormError>

      <Section title={t.what}>
        <div className="flex flex-col gap-6">
          <Controller
            control={form.control}
            name="title"
            render={({ field, fieldState }) => (
              <TextField
                label={t.title}
                maxLength={200}
                {...field}
                errorMessage={fieldState.error?.message}
              />
            )}
          />
          <Tabs
            label={t.writeOrPreview}
            selected={tab}
            onSelect={setTab}
            tabs={[
              {
                id: "write",
                label: t.write,
                content: (
                  <Controller
                    control={form.control}
                    name="description"
                    render={({ field, fieldState }) => (
                      <TextAreaField
                        label={t.description}
                        description={t.markdown}
                        rows={8}
                        maxLength={5000}
                        {...field}
                        errorMessage={fieldState.error?.message}
                      />
                    )}
                  />
                ),
              },
              {
                id: "preview",
                label: t.preview,
                content: description.trim() ? (
                  <div className="rounded-card border border-line bg-raised p-5">
                    <EventDescription text={description} />
                  </div>
                ) : (
                  <p className="text-ink-muted">{t.nothingWritten}</p>
                ),
              },
            ]}
          />
          <div className="grid gap-6 sm:grid-cols-2">
            <Controller
              control={form.control}
              name="category"
              render={({ field, fieldState }) => (
                <Select
                  label={t.category}
                  options={categories.map((value) => ({ value, label: names[value] }))}
                  {...field}
                  errorMessage={fieldState.error?.message}
                />
              )}
            />
            <Controller
              control={form.control}
              name="tags"
              render={({ field, fieldState }) => (
                <TagInput
                  label={t.tags}
                  isOptional
                  {...field}
                  errorMessage={fieldState.error?.message ?? firstOf(fieldState.error)}
                />
              )}
            />
          </div>
        </div>
      </Section>

      <Section title={t.when}>
        <div className="grid gap-6 sm:grid-cols-2">
          <Controller
            control={form.control}
            name="timeZone"
            render={({ field, fieldState }) => (
              <TimeZoneField
                label={t.timeZone}
                description={t.timeZoneHint}
                className="sm:col-span-2"
                name={field.name}
                value={field.value}
                onBlur={field.onBlur}
                ref={field.ref}
                onChange={changeZone}
                errorMessage={fieldState.error?.message}
              />
            )}
          />
          {date("startAt", t.starts)}
          {date("endAt", t.ends)}
        </div>
      </Section>

      <Section title={t.whereAndHowMany}>
        <div className="grid gap-6 sm:grid-cols-2">
          <Controller
            control={form.control}
            name="location"
            render={({ field, fieldState }) => (
              <TextField
                label={t.location}
                description={t.locationHint}
                autoComplete="off"
                {...field}
                errorMessage={fieldState.error?.message}
              />
            )}
          />
          <Controller
            control={form.control}
            name="capacity"
            render={({ field, fieldState }) => (
              <NumberField
                label={t.capacity}
                description={t.capacityHint}
                minValue={1}
                {...field}
                onChange={(value) => field.onChange(value ?? Number.NaN)}
                errorMessage={
                  fieldState.error && Number.isNaN(field.value) ? t.sayCapacity : fieldState.error?.message
                }
              />
            )}
          />
        </div>
      </Section>

      <Section title={t.registration}>
        <div className="grid gap-6 sm:grid-cols-2">
          {date("registrationOpensAt", t.opens, {
            isOptional: true,
            description: t.opensHint,
          })}
          {date("registrationClosesAt", t.closes, {
            isOptional: true,
            description: t.closesHint,
          })}
          <Controller
            control={form.control}
            name="offerHours"
            render={({ field, fieldState }) => (
              <NumberField
                label={t.offerHours}
                description={t.offerHoursHint}
                minValue={1}
                maxValue={720}
                {...field}
                onChange={(value) => field.onChange(value ?? Number.NaN)}
                errorMessage={fieldState.error?.message}
              />
            )}
          />
        </div>
      </Section>

      <div className="mt-10 flex flex-wrap items-center gap-2.5 border-t border-line pt-6">
        {actions}
        <p className="w-full text-sm text-ink-muted">{t.keptHere}</p>
      </div>
    </form>
  );
}

/** An error of one tag is told at the field of all. */
function firstOf(error: unknown): string | undefined {
  if (!Array.isArray(error)) return undefined;
  const first: unknown = error.find(Boolean);
  return typeof first === "object" && first !== null && "message" in first
    ? String(first.message)
    : undefined;
}

export function SubmitButton({ form, children }: { form: EventFormState; children: ReactNode }) {
  return (
    <Button type="submit" size="large" isPending={form.formState.isSubmitting}>
      {children}
    </Button>
  );
}
