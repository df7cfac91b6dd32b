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

/**
 * A field's name, and the help under it. The name is the label alone, as one says it to find the field; that it is
 * optional is told with the help.
 */
export function FieldHead({
  label,
  description,
  isOptional,
  isLabelHidden,
}: Pick<FieldText, "label" | "description" | "isOptional" | "isLabelHidden">) {
  const t = useText(fieldsText);
  const name = (
    <Label className={isLabelHidden ? "sr-only" : "text-sm font-semibold text-ink"}>{label}</Label>
  );
  if (!isOptional)
    return (
      <>
        {name}
        <FieldDescription>{description}</FieldDescription>
      </>
    );
  return (
    <>
      <div className={isLabelHidden ? "contents" : "flex flex-wrap items-baseline gap-x-1.5"}>
        {name}
        {!isLabelHidden && (
          <span aria-hidden className="text-sm text-ink-muted">
            {t.optional}
          </span>
        )}
      </div>
      <Text slot="description" className={description ? "text-sm text-ink-muted" : "sr-only"}>
        <span className="sr-only">{t.optional}. </span>
        {description}
      </Text>
    </>
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
