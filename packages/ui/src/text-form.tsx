import { useText } from "@eventmaster/i18n/locale";
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { Button, type ButtonVariant } from "./button.tsx";
import { credentialsText } from "./credentials-text.ts";
import { FormError } from "./form-error.tsx";
import { TextField, type TextFieldProps } from "./text-field.tsx";

export type TextFormField<Name extends string> = {
  name: Name;
  label: string;
  /** What is said when it is left empty. */
  missing: string;
  description?: string | undefined;
  type?: "text" | "email" | "password" | undefined;
  autoComplete?: TextFieldProps["autoComplete"];
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
      {fields.map(({ name, label, description, type = "text", autoComplete, isReadOnly = false }) => (
        <TextField
          key={name}
          name={name}
          label={label}
          description={description}
          type={type}
          inputMode={type === "email" ? "email" : "text"}
          {...(autoComplete ? { autoComplete } : {})}
          isReadOnly={isReadOnly}
          value={values[name]}
          onChange={(value) => {
            setValues((current) => ({ ...current, [name]: value }));
            setErrors((found) => ({ ...found, [name]: undefined }));
          }}
          errorMessage={errors[name]}
        />
      ))}
      {children}
      <Button
        type="submit"
        variant={variant}
        size={isPageForm ? "large" : "medium"}
        isWide={isPageForm}
        isPending={isPending}
        className={isPageForm ? undefined : "self-start"}
      >
        {submitLabel}
      </Button>
    </form>
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
