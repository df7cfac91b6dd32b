import { Minus, Plus } from "lucide-react";
import type { Ref } from "react";
import {
  Button as AriaButton,
  Group,
  Input,
  NumberField as AriaNumberField,
  type NumberFieldProps as AriaNumberFieldProps,
} from "react-aria-components";
import { classNames } from "./class-names.ts";
import { controlStyles, fieldStyles } from "./control-styles.ts";
import { FieldHead, FieldMessage, type FieldText } from "./field.tsx";

export type NumberFieldProps = FieldText &
  Omit<
    AriaNumberFieldProps,
    "children" | "className" | "style" | "render" | "isInvalid" | "value" | "onChange"
  > & {
    /** null is an empty field. */
    value?: number | null | undefined;
    onChange?: ((value: number | null) => void) | undefined;
    ref?: Ref<HTMLInputElement> | undefined;
  };

const stepper =
  "grid h-full w-11 shrink-0 place-items-center text-ink-muted cursor-pointer hover:bg-sunken hover:text-ink data-disabled:cursor-not-allowed data-disabled:opacity-40";

export function NumberField({
  label,
  description,
  errorMessage,
  isInvalid,
  isOptional,
  isLabelHidden,
  className,
  value,
  onChange,
  ref,
  ...props
}: NumberFieldProps) {
  return (
    <AriaNumberField
      validationBehavior="aria"
      {...props}
      {...(value === undefined ? {} : { value: value ?? Number.NaN })}
      onChange={(next) => onChange?.(Number.isNaN(next) ? null : next)}
      isInvalid={isInvalid ?? Boolean(errorMessage)}
      className={classNames(fieldStyles, className)}
    >
      <FieldHead
        label={label}
        description={description}
        isOptional={isOptional}
        isLabelHidden={isLabelHidden}
      />
      <Group className={classNames(controlStyles, "flex h-11 items-center overflow-hidden px-0!")}>
        <Input
          ref={ref ?? null}
          className="h-full min-w-0 grow bg-transparent px-3.5 tabular-nums outline-none"
        />
        <AriaButton slot="decrement" className={stepper}>
          <Minus aria-hidden className="size-4" />
        </AriaButton>
        <AriaButton slot="increment" className={classNames(stepper, "border-s border-line")}>
          <Plus aria-hidden className="size-4" />
        </AriaButton>
      </Group>
      <FieldMessage>{errorMessage}</FieldMessage>
    </AriaNumberField>
  );
}
