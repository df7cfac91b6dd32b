import { Check, Minus } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { CheckboxButton, CheckboxField, type CheckboxFieldProps } from "react-aria-components";
import { classNames } from "./class-names.ts";
import { FieldDescription, FieldMessage } from "./field.tsx";

export type CheckboxProps = Omit<
  CheckboxFieldProps,
  | "children"
  | "className"
  | "style"
  | "render"
  | "isInvalid"
  | "value"
  | "isSelected"
  | "onChange"
  | "inputRef"
> & {
  label: ReactNode;
  description?: ReactNode;
  errorMessage?: string | undefined;
  isInvalid?: boolean | undefined;
  className?: string | undefined;
  value?: boolean | undefined;
  onChange?: ((value: boolean) => void) | undefined;
  ref?: Ref<HTMLInputElement> | undefined;
};

export function Checkbox({
  label,
  description,
  errorMessage,
  isInvalid,
  className,
  value,
  onChange,
  ref,
  ...props
}: CheckboxProps) {
  return (
    <CheckboxField
      validationBehavior="aria"
      {...props}
      {...(value === undefined ? {} : { isSelected: value })}
      {...(onChange ? { onChange } : {})}
      {...(ref ? { inputRef: ref } : {})}
      isInvalid={isInvalid ?? Boolean(errorMessage)}
      className={classNames("flex flex-col gap-1", className)}
    >
      <CheckboxButton className="group flex min-h-11 cursor-pointer items-center gap-3 rounded-field outline-none! data-disabled:cursor-not-allowed data-disabled:opacity-60">
        {({ isSelected, isIndeterminate }) => (
          <>
            <span
              className={classNames(
                "grid size-5.5 shrink-0 place-items-center rounded-[0.35rem] border-[1.5px] transition-colors",
                "group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-accent",
                isSelected || isIndeterminate
                  ? "border-accent bg-accent text-accent-ink"
                  : "border-line-strong bg-raised group-hover:border-ink group-data-invalid:border-negative",
              )}
            >
              {isIndeterminate ? (
                <Minus aria-hidden strokeWidth={3} className="size-4" />
              ) : (
                isSelected && <Check aria-hidden strokeWidth={3} className="size-4" />
              )}
            </span>
            <span className="text-base">{label}</span>
          </>
        )}
      </CheckboxButton>
      {description && (
        <div className="-mt-1.5 ps-8.5">
          <FieldDescription>{description}</FieldDescription>
        </div>
      )}
      <FieldMessage>{errorMessage}</FieldMessage>
    </CheckboxField>
  );
}
