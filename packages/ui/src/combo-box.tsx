import { useText } from "@eventmaster/i18n/locale";
import { ChevronsUpDown } from "lucide-react";
import type { Ref } from "react";
import {
  Button as AriaButton,
  ComboBox as AriaComboBox,
  type ComboBoxProps as AriaComboBoxProps,
  Group,
  Input,
} from "react-aria-components";
import { classNames } from "./class-names.ts";
import { controlStyles, fieldStyles } from "./control-styles.ts";
import { FieldHead, FieldMessage, type FieldText } from "./field.tsx";
import { type Option, OptionsPopover } from "./list-box.tsx";
import { fieldsText } from "./fields-text.ts";

export type ComboBoxProps = FieldText &
  Omit<
    AriaComboBoxProps<Option>,
    | "children"
    | "className"
    | "style"
    | "render"
    | "isInvalid"
    | "value"
    | "onChange"
    | "items"
    | "defaultItems"
    | "selectedKey"
    | "onSelectionChange"
  > & {
    options: readonly Option[];
    value?: string | null | undefined;
    onChange?: ((value: string) => void) | undefined;
    placeholder?: string | undefined;
    ref?: Ref<HTMLInputElement> | undefined;
  };

/** A choice from a long list, found by typing. */
export function ComboBox({
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
}: ComboBoxProps) {
  const t = useText(fieldsText);
  return (
    <AriaComboBox
      validationBehavior="aria"
      menuTrigger="focus"
      {...props}
      defaultItems={[...options]}
      {...(value === undefined ? {} : { selectedKey: value })}
      onSelectionChange={(key) => {
        if (key !== null) onChange?.(String(key));
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
      <Group className={classNames(controlStyles, "flex h-11 items-center px-0!")}>
        <Input
          ref={ref ?? null}
          placeholder={placeholder ?? ""}
          className="h-full min-w-0 grow bg-transparent ps-3.5 outline-none placeholder:text-ink-muted"
        />
        <AriaButton className="grid h-full w-11 shrink-0 cursor-pointer place-items-center text-ink-muted">
          <ChevronsUpDown aria-hidden className="size-4.5" />
        </AriaButton>
      </Group>
      <FieldMessage>{errorMessage}</FieldMessage>
      <OptionsPopover emptyText={t.noMatch} />
    </AriaComboBox>
  );
}
