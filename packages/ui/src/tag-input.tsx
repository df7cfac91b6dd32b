import { useText } from "@eventmaster/i18n/locale";
import { X } from "lucide-react";
import { useState, type KeyboardEvent, type Ref } from "react";
import {
  Button as AriaButton,
  Input,
  Tag,
  TagGroup,
  TagList,
  TextField as AriaTextField,
} from "react-aria-components";
import { classNames } from "./class-names.ts";
import { controlStyles, fieldStyles } from "./control-styles.ts";
import { FieldHead, FieldMessage, type FieldText } from "./field.tsx";
import { fieldsText } from "./fields-text.ts";

export type TagInputProps = FieldText & {
  value: readonly string[];
  onChange: (tags: string[]) => void;
  onBlur?: (() => void) | undefined;
  name?: string | undefined;
  placeholder?: string | undefined;
  maxTags?: number | undefined;
  isDisabled?: boolean | undefined;
  ref?: Ref<HTMLInputElement> | undefined;
};

/** Tags typed one by one: Enter or comma adds, Backspace in the empty field takes the last away. */
export function TagInput({
  label,
  description,
  errorMessage,
  isInvalid,
  isOptional,
  isLabelHidden,
  className,
  value,
  onChange,
  onBlur,
  name,
  placeholder,
  maxTags = 10,
  isDisabled = false,
  ref,
}: TagInputProps) {
  const t = useText(fieldsText);
  const [draft, setDraft] = useState("");
  const isFull = value.length >= maxTags;

  const add = (text: string) => {
    const tags = new Set(value);
    for (const tag of text.split(",")) if (tag.trim() && tags.size < maxTags) tags.add(tag.trim());
    setDraft("");
    if (tags.size !== value.length) onChange([...tags]);
  };
  const handleKey = (event: KeyboardEvent) => {
    if (event.key === "Enter" && draft.trim()) {
      event.preventDefault();
      add(draft);
    }
    if (event.key === "Backspace" && draft === "" && value.length > 0) onChange(value.slice(0, -1));
  };

  return (
    <div className={classNames(fieldStyles, className)}>
      <AriaTextField
        validationBehavior="aria"
        value={draft}
        onChange={(text) => (text.includes(",") ? add(text) : setDraft(text))}
        onKeyDown={handleKey}
        onBlur={() => {
          add(draft);
          onBlur?.();
        }}
        isInvalid={isInvalid ?? Boolean(errorMessage)}
        isDisabled={isDisabled || isFull}
        className={fieldStyles}
      >
        <FieldHead
          label={label}
          description={isFull ? t.mostTags(maxTags) : (description ?? t.enterAfterEach)}
          isOptional={isOptional}
          isLabelHidden={isLabelHidden}
        />
        <Input
          ref={ref ?? null}
          {...(name ? { name } : {})}
          placeholder={placeholder ?? ""}
          enterKeyHint="enter"
          className={classNames(controlStyles, "h-11")}
        />
        <FieldMessage>{errorMessage}</FieldMessage>
      </AriaTextField>
      {value.length > 0 && (
        <TagGroup
          aria-label={t.chosen(label)}
          onRemove={(keys) => onChange(value.filter((tag) => !keys.has(tag)))}
        >
          <TagList className="flex flex-wrap gap-2">
            {value.map((tag) => (
              <Tag
                key={tag}
                id={tag}
                textValue={tag}
                className="inline-flex min-h-9 cursor-default items-center rounded-full bg-sunken ps-3.5 text-sm font-medium"
              >
                {tag}
                <AriaButton
                  slot="remove"
                  className="grid size-9 cursor-pointer place-items-center rounded-full text-ink-muted hover:text-ink"
                >
                  <X aria-hidden className="size-4" />
                </AriaButton>
              </Tag>
            ))}
          </TagList>
        </TagGroup>
      )}
    </div>
  );
}
