import { useText } from "@eventmaster/i18n/locale";
import { CircleAlert } from "lucide-react";
import { type FormEvent, type ReactNode, useId, useRef, useState } from "react";
import type { ButtonVariant } from "./button-styles.tsx";
import { classNames } from "./class-names.ts";
import { controlStyles, fieldStyles } from "./control-styles.ts";
import { credentialsText } from "./credentials-text.ts";
import { FormError } from "./form-error.tsx";
import { NativeButton } from "./native-button.tsx";

export type TextFormField<Name extends string> = {
  name: Name;
  label: string;
  /** What is said when it is left empty. */
  missing: string;
  description?: string | undefined;
  type?: "text" | "email" | "password" | undefined;
  autoComplete?: "email" | "name" | "username" | "current-password" | "new-password" | undefined;
  isReadOnly?: boolean | undefined;
};

export type TextFormProps<Name extends string> = {
  fields: readonly TextFormField<Name>[];
  /** What stands in the fields at first. */
  initial?: Partial<Record<Name, string>> | undefined;
  submitLabel: string;
  failureTitle: string;
  onSubmit: (values: Record<Name, string>) => Promise<void>;
  /** What a failed submission says: of fields, or of the form as a whole. */
  describe: (error: unknown) => { message: string; fields: Record<string, string> };
  variant?: ButtonVariant | undefined;
  /** The button is as wide and as tall as a page's one act. */
  isPageForm?: boolean | undefined;
  /** Empties the fields once it is sent: passwords do not stay. */
  clearsWhenSent?: boolean | undefined;
  /** Stands between the fields and the button. */
  children?: ReactNode;
};

/**
 * A few lines of text and a button: log in, sign up, a new password. Only emptiness is found here; what else is wrong
 * the server knows, and its sentences stand at the fields. What was typed stays when it fails.
 */
export function TextForm<Name extends string>({
  fields,
  initial,
  submitLabel,
  failureTitle,
  onSubmit,
  describe,
  variant,
  isPageForm = false,
  clearsWhenSent = false,
  children,
}: TextFormProps<Name>) {
  const start = () => ({ ...blank(fields), ...initial });
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState<Record<Name, string>>(start);
  const [errors, setErrors] = useState<Partial<Record<string, string>>>({});
  const [isPending, setIsPending] = useState(false);

  const show = (found: Partial<Record<string, string>>) => {
    setErrors(found);
    const first = fields.find(({ name }) => found[name]);
    if (first) form.current?.querySelector<HTMLInputElement>(`[name="${first.name}"]`)?.focus();
  };

  const send = async () => {
    setErrors({});
    setIsPending(true);
    try {
      await onSubmit(values);
      if (clearsWhenSent) setValues(start());
    } catch (error) {
      const { message, fields: sentences } = describe(error);
      const known = fields.filter(({ name }) => sentences[name]);
      show(
        known.length > 0
          ? Object.fromEntries(known.map(({ name }) => [name, sentences[name]]))
          : { form: Object.values(sentences)[0] ?? message },
      );
    }
    setIsPending(false);
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    const empty = fields.filter(({ name }) => values[name].trim() === "");
    if (empty.length > 0) show(Object.fromEntries(empty.map(({ name, missing }) => [name, missing])));
    else void send();
  };

  return (
    <form ref={form} onSubmit={submit} noValidate className="flex flex-col gap-5">
      <FormError title={failureTitle}>{errors["form"]}</FormError>
      {fields.map((field) => (
        <Line
          key={field.name}
          field={field}
          value={values[field.name]}
          error={errors[field.name]}
          onChange={(value) => {
            setValues((current) => ({ ...current, [field.name]: value }));
            setErrors((found) => ({ ...found, [field.name]: undefined }));
          }}
        />
      ))}
      {children}
      <NativeButton
        type="submit"
        variant={variant}
        size={isPageForm ? "large" : "medium"}
        isWide={isPageForm}
        isPending={isPending}
        className={isPageForm ? undefined : "self-start"}
      >
        {submitLabel}
      </NativeButton>
    </form>
  );
}

/** As `TextField` looks and reads, of the browser's own parts: these forms are first pages. */
function Line({
  field: { name, label, description, type = "text", autoComplete, isReadOnly },
  value,
  error,
  onChange,
}: {
  field: TextFormField<string>;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}) {
  const id = useId();
  const said = [description && `${id}-help`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className={fieldStyles}>
      <label htmlFor={id} className="text-sm font-semibold text-ink">
        {label}
      </label>
      {description && (
        <span id={`${id}-help`} className="text-sm text-ink-muted">
          {description}
        </span>
      )}
      <input
        id={id}
        name={name}
        type={type}
        inputMode={type === "email" ? "email" : "text"}
        autoComplete={autoComplete}
        readOnly={isReadOnly}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={error ? true : undefined}
        aria-describedby={said || undefined}
        data-invalid={error ? true : undefined}
        className={classNames(controlStyles, "h-11")}
      />
      {error && (
        <span id={`${id}-error`} className="flex items-start gap-1.5 text-sm font-medium text-negative">
          <CircleAlert aria-hidden className="mt-[0.15em] size-4 shrink-0" />
          <span>{error}</span>
        </span>
      )}
    </div>
  );
}

function blank<Name extends string>(fields: readonly TextFormField<Name>[]): Record<Name, string> {
  // The names are the record's keys, every one.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(fields.map(({ name }) => [name, ""])) as Record<Name, string>;
}

/** The fields that forms of accounts are made of. */
export function useCredentialFields() {
  const { labels, missing, nameHint, passwordHint } = useText(credentialsText);
  return {
    displayName: {
      name: "displayName",
      label: labels.displayName,
      missing: missing.displayName,
      description: nameHint,
      autoComplete: "name",
    },
    email: {
      name: "email",
      label: labels.email,
      missing: missing.email,
      type: "email",
      autoComplete: "username",
    },
    password: {
      name: "password",
      label: labels.password,
      missing: missing.password,
      type: "password",
      autoComplete: "current-password",
    },
    /** One that is being chosen: says what it must be, and browsers offer one. */
    newPassword: {
      name: "password",
      label: labels.password,
      missing: missing.password,
      description: passwordHint,
      type: "password",
      autoComplete: "new-password",
    },
  } as const;
}
