import type { ReactNode, Ref } from "react";
import { SwitchButton, SwitchField, type SwitchFieldProps } from "react-aria-components";
import { classNames } from "./class-names.ts";
import { FieldDescription } from "./field.tsx";

export type SwitchProps = Omit<
  SwitchFieldProps,
  "children" | "className" | "style" | "render" | "value" | "isSelected" | "onChange" | "inputRef"
> & {
  label: ReactNode;
  description?: ReactNode;
  className?: string | undefined;
  value?: boolean | undefined;
  onChange?: ((value: boolean) => void) | undefined;
  ref?: Ref<HTMLInputElement> | undefined;
};

/** Takes effect at once; in a form that is sent, use a checkbox. */
export function Switch({ label, description, className, value, onChange, ref, ...props }: SwitchProps) {
  return (
    <SwitchField
      {...props}
      {...(value === undefined ? {} : { isSelected: value })}
      {...(onChange ? { onChange } : {})}
      {...(ref ? { inputRef: ref } : {})}
      className={classNames("flex flex-col", className)}
    >
      <SwitchButton className="group flex min-h-11 cursor-pointer items-center justify-between gap-4 outline-none! data-disabled:cursor-not-allowed data-disabled:opacity-60">
        <span className="text-base">{label}</span>
        <span className="flex h-7 w-12 shrink-0 items-center rounded-full border-[1.5px] border-line-strong bg-sunken p-0.5 transition-colors group-hover:border-ink group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-accent group-data-selected:border-accent group-data-selected:bg-accent">
          <span className="size-5 rounded-full bg-line-strong transition-transform group-data-selected:translate-x-5 rtl:group-data-selected:-translate-x-5 group-data-selected:bg-accent-ink" />
        </span>
      </SwitchButton>
      {description && (
        <div className="-mt-1.5 pe-16">
          <FieldDescription>{description}</FieldDescription>
        </div>
      )}
    </SwitchField>
  );
}
