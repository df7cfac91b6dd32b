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
import { type ReactNode, useState } from "react";
import { Controller, useForm, type UseFormReturn } from "react-hook-form";
import { inOwnWords } from "../../lib/own-words.ts";
import { categories } from "./category.ts";
import { endAfterMove, type EventFields } from "./event-fields.ts";
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
  const [tab, setTab] = useState<"write" | "preview">("write");
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
          errorMessage={
            fieldState.error && !field.value ? "Choose a day and a time" : fieldState.error?.message
          }
        />
      )}
    />
  );

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col">
      {notice}
      <FormError title={failureTitle} className="mb-8">
        {rootError?.message}
      </FormError>

      <Section title="What">
        <div className="flex flex-col gap-6">
          <Controller
            control={form.control}
            name="title"
            render={({ field, fieldState }) => (
              <TextField label="Title" maxLength={200} {...field} errorMessage={fieldState.error?.message} />
            )}
          />
          <Tabs
            label="Write or preview the text"
            selected={tab}
            onSelect={setTab}
            tabs={[
              {
                id: "write",
                label: "Write",
                content: (
                  <Controller
                    control={form.control}
                    name="description"
                    render={({ field, fieldState }) => (
                      <TextAreaField
                        label="Description"
                        description="Markdown works: **bold**, *italic*, # headings, - lists, [links](https://…)."
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
                label: "Preview",
                content: description.trim() ? (
                  <div className="rounded-card border border-line bg-raised p-5">
                    <EventDescription text={description} />
                  </div>
                ) : (
                  <p className="text-ink-muted">Nothing written yet.</p>
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
                  label="Category"
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
                  label="Tags"
                  isOptional
                  {...field}
                  errorMessage={fieldState.error?.message ?? firstOf(fieldState.error)}
                />
              )}
            />
          </div>
        </div>
      </Section>

      <Section title="When">
        <div className="grid gap-6 sm:grid-cols-2">
          <Controller
            control={form.control}
            name="timeZone"
            render={({ field, fieldState }) => (
              <TimeZoneField
                label="Time zone"
                description="Where the event takes place. Everybody sees their own time too."
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
          {date("startAt", "Starts")}
          {date("endAt", "Ends")}
        </div>
      </Section>

      <Section title="Where and how many">
        <div className="grid gap-6 sm:grid-cols-2">
          <Controller
            control={form.control}
            name="location"
            render={({ field, fieldState }) => (
              <TextField
                label="Location"
                description="An address, or a room everybody knows."
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
                label="Capacity"
                description="How many people may register."
                minValue={1}
                {...field}
                onChange={(value) => field.onChange(value ?? Number.NaN)}
                errorMessage={
                  fieldState.error && Number.isNaN(field.value)
                    ? "Say how many seats there are"
                    : fieldState.error?.message
                }
              />
            )}
          />
        </div>
      </Section>

      <Section title="Registration">
        <div className="grid gap-6 sm:grid-cols-2">
          {date("registrationOpensAt", "Registration opens", {
            isOptional: true,
            description: "Left empty: as soon as the event is published.",
          })}
          {date("registrationClosesAt", "Registration closes", {
            isOptional: true,
            description: "Left empty: when the event ends.",
          })}
          <Controller
            control={form.control}
            name="offerHours"
            render={({ field, fieldState }) => (
              <NumberField
                label="Hours to accept a seat from the waitlist"
                description="When a full event has a seat again, the next in line is offered it for so long."
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

      <div className="mt-10 flex flex-wrap gap-2.5 border-t border-line pt-6">{actions}</div>
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
