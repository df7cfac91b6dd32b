import { useText } from "@eventmaster/i18n/locale";
import { ChevronDown } from "lucide-react";
import type { Ref } from "react";
import {
  Button as AriaButton,
  Select as AriaSelect,
  type SelectProps as AriaSelectProps,
  SelectValue,
} from "react-aria-components";
import { classNames } from "./class-names.ts";
import { controlStyles, fieldStyles } from "./control-styles.ts";
import { FieldHead, FieldMessage, type FieldText } from "./field.tsx";
import { type Option, OptionsPopover } from "./list-box.tsx";
import { fieldsText } from "./fields-text.ts";

export type SelectProps<Value extends string> = FieldText &
  Omit<
    AriaSelectProps<Option<Value>>,
    "children" | "className" | "style" | "render" | "isInvalid" | "value" | "onChange" | "placeholder"
  > & {
    options: readonly Option<Value>[];
    value?: Value | null | undefined;
    onChange?: ((value: Value) => void) | undefined;
    placeholder?: string | undefined;
    ref?: Ref<HTMLButtonElement> | undefined;
  };

export function Select<Value extends string>({
  label,
  description,
  errorMessage,
  isInvalid,
  isOptional,
  isLabelHidden,
  className,
  options,
  value,
  onChange,
  placeholder,
  ref,
  ...props
}: SelectProps<Value>) {
  const t = useText(fieldsText);
  return (
    <AriaSelect
      validationBehavior="aria"
      {...props}
      {...(value === undefined ? {} : { value })}
      onChange={(key) => {
        const option = options.find(({ value: candidate }) => candidate === key);
        if (option) onChange?.(option.value);
      }}
      placeholder={placeholder ?? t.choose}
      isInvalid={isInvalid ?? Boolean(errorMessage)}
      className={classNames(fieldStyles, className)}
    >
      <FieldHead
        label={label}
        description={description}
        isOptional={isOptional}
        isLabelHidden={isLabelHidden}
      />
      <AriaButton
        ref={ref ?? null}
        className={classNames(
          controlStyles,
          "flex h-11 cursor-pointer items-center gap-2 text-start",
          Boolean(errorMessage) && "border-negative",
        )}
      >
        <SelectValue className="min-w-0 grow truncate data-placeholder:text-ink-muted">
          {({ selectedText, defaultChildren }) => selectedText || defaultChildren}
        </SelectValue>
        <ChevronDown aria-hidden className="size-4.5 shrink-0 text-ink-muted" />
      </AriaButton>
      <FieldMessage>{errorMessage}</FieldMessage>
      <OptionsPopover options={[...options]} />
    </AriaSelect>
  );
}
