import type { Ref } from "react";
import {
  RadioButton,
  RadioField,
  RadioGroup as AriaRadioGroup,
  type RadioGroupProps as AriaRadioGroupProps,
} from "react-aria-components";
import { classNames } from "./class-names.ts";
import { fieldStyles } from "./control-styles.ts";
import { FieldHead, FieldMessage, type FieldText } from "./field.tsx";
import type { Option } from "./list-box.tsx";

export type RadioGroupProps<Value extends string> = FieldText &
  Omit<
    AriaRadioGroupProps,
    "children" | "className" | "style" | "render" | "isInvalid" | "value" | "onChange"
  > & {
    options: readonly Option<Value>[];
    value?: Value | null | undefined;
    onChange?: ((value: Value) => void) | undefined;
    ref?: Ref<HTMLDivElement> | undefined;
  };

export function RadioGroup<Value extends string>({
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
  ref,
  ...props
}: RadioGroupProps<Value>) {
  return (
    <AriaRadioGroup
      validationBehavior="aria"
      {...props}
      ref={ref ?? null}
      {...(value === undefined ? {} : { value })}
      onChange={(next) => {
        const option = options.find(({ value: candidate }) => candidate === next);
        if (option) onChange?.(option.value);
      }}
      isInvalid={isInvalid ?? Boolean(errorMessage)}
      className={classNames(fieldStyles, className)}
    >
      <FieldHead
        label={label}
        description={description}
        isOptional={isOptional}
        isLabelHidden={isLabelHidden}
      />
      <div className="flex flex-col gap-2 in-data-[orientation=horizontal]:flex-row in-data-[orientation=horizontal]:flex-wrap">
        {options.map((option) => (
          <RadioField key={option.value} value={option.value} isDisabled={option.isDisabled ?? false}>
            <RadioButton className="group flex min-h-11 cursor-pointer items-center gap-3 rounded-field border border-line-strong bg-raised px-3.5 py-2.5 transition-colors hover:border-ink data-disabled:cursor-not-allowed data-disabled:opacity-60 data-selected:border-accent data-selected:bg-accent-soft">
              <span className="size-5 shrink-0 rounded-full border-[1.5px] border-line-strong bg-raised group-data-selected:border-[6px] group-data-selected:border-accent" />
              <span className="min-w-0">
                <span className="block text-base font-medium">{option.label}</span>
                {option.description && (
                  <span className="block text-sm text-ink-muted">{option.description}</span>
                )}
              </span>
            </RadioButton>
          </RadioField>
        ))}
      </div>
      <FieldMessage>{errorMessage}</FieldMessage>
    </AriaRadioGroup>
  );
}
