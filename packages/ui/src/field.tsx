import { useText } from "@eventmaster/i18n/locale";
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { FieldError, Label, Text } from "react-aria-components";
import { fieldsText } from "./fields-text.ts";

/**
 * What every field takes, shaped for react-hook-form's Controller:
 * `<TextField label="Title" {...field} errorMessage={fieldState.error?.message} />`.
 */
export type FieldText = {
  label: string;
  /** Help that stands under the label before anything goes wrong. */
  description?: ReactNode;
  /** What is wrong and how to mend it. Its presence marks the field invalid. */
  errorMessage?: string | undefined;
  isInvalid?: boolean | undefined;
  /** Marks the label "optional"; fields are required unless said. */
  isOptional?: boolean | undefined;
  /** Shown to screen readers only: for a search box in a toolbar, a filter in a row. */
  isLabelHidden?: boolean | undefined;
  className?: string | undefined;
};

export function FieldLabel({
  label,
  isOptional,
  isLabelHidden,
}: Pick<FieldText, "label" | "isOptional" | "isLabelHidden">) {
  const t = useText(fieldsText);
  return (
    <Label className={isLabelHidden ? "sr-only" : "text-sm font-semibold text-ink"}>
      {label}
      {isOptional && <span className="ms-1.5 font-normal text-ink-muted">{t.optional}</span>}
    </Label>
  );
}

export function FieldDescription({ children }: { children: ReactNode }) {
  return children ? (
    <Text slot="description" className="text-sm text-ink-muted">
      {children}
    </Text>
  ) : null;
}

export function FieldMessage({ children }: { children: string | undefined }) {
  return (
    <FieldError className="flex items-start gap-1.5 text-sm font-medium text-negative">
      <CircleAlert aria-hidden className="mt-[0.15em] size-4 shrink-0" />
      <span>{children}</span>
    </FieldError>
  );
}
