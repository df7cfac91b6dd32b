import { useText } from "@eventmaster/i18n/locale";
import type { ReactNode, Ref } from "react";
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  Input,
  TextArea,
} from "react-aria-components";
import { classNames } from "./class-names.ts";
import { controlStyles, fieldStyles } from "./control-styles.ts";
import { FieldHead, FieldMessage, type FieldText } from "./field.tsx";
import { fieldsText } from "./fields-text.ts";

type SharedProps = FieldText &
  Omit<AriaTextFieldProps, "children" | "className" | "style" | "render" | "isInvalid" | "maxLength"> & {
    placeholder?: string | undefined;
    /** Counts characters below the field. It never cuts what is pasted: the schema says it is too long. */
    maxLength?: number | undefined;
  };

export type TextFieldProps = SharedProps & { ref?: Ref<HTMLInputElement> | undefined };
export type TextAreaFieldProps = SharedProps & {
  ref?: Ref<HTMLTextAreaElement> | undefined;
  rows?: number | undefined;
};

export function TextField({ ref, placeholder, ...props }: TextFieldProps) {
  return (
    <TextFieldFrame {...props}>
      <Input
        ref={ref ?? null}
        placeholder={placeholder ?? ""}
        className={classNames(controlStyles, "h-11")}
      />
    </TextFieldFrame>
  );
}

/** Several lines; grows with its text where the browser can. */
export function TextAreaField({ ref, placeholder, rows = 5, ...props }: TextAreaFieldProps) {
  return (
    <TextFieldFrame {...props}>
      <TextArea
        ref={ref ?? null}
        rows={rows}
        placeholder={placeholder ?? ""}
        className={classNames(
          controlStyles,
          "field-sizing-content max-h-[60vh] resize-y py-2.5 leading-relaxed",
        )}
        style={{ minHeight: `calc(${rows} * 1.625em + 1.25rem)` }}
      />
    </TextFieldFrame>
  );
}

function TextFieldFrame({
  label,
  description,
  errorMessage,
  isInvalid,
  isOptional,
  isLabelHidden,
  maxLength,
  className,
  children,
  ...props
}: SharedProps & { children: ReactNode }) {
  return (
    <AriaTextField
      validationBehavior="aria"
      {...props}
      isInvalid={isInvalid ?? Boolean(errorMessage)}
      className={classNames(fieldStyles, className)}
    >
      <FieldHead
        label={label}
        description={description}
        isOptional={isOptional}
        isLabelHidden={isLabelHidden}
      />
      {children}
      <div className="flex items-start justify-between gap-3 empty:hidden">
        <FieldMessage>{errorMessage}</FieldMessage>
        {maxLength !== undefined && <LengthCounter length={props.value?.length ?? 0} max={maxLength} />}
      </div>
    </AriaTextField>
  );
}

function LengthCounter({ length, max }: { length: number; max: number }) {
  const t = useText(fieldsText);
  const left = max - length;
  // Silence until it matters: reading every count aloud would drown the text being typed.
  const isNear = left <= Math.max(10, max * 0.1);
  return (
    <span
      aria-live={isNear ? "polite" : "off"}
      className={classNames(
        "ms-auto shrink-0 text-sm tabular-nums",
        left < 0 ? "font-semibold text-negative" : "text-ink-muted",
      )}
    >
      {left < 0 ? t.tooMany(-left) : `${length} / ${max}`}
    </span>
  );
}
