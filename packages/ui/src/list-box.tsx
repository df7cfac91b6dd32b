import { useText } from "@eventmaster/i18n/locale";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { ListBox as AriaListBox, ListBoxItem, Popover } from "react-aria-components";
import { classNames } from "./class-names.ts";
import { fieldsText } from "./fields-text.ts";

export type Option<Value extends string = string> = {
  value: Value;
  label: string;
  description?: string | undefined;
  isDisabled?: boolean | undefined;
};

export const popoverStyles =
  "z-40 rounded-card border border-line bg-raised text-ink shadow-overlay outline-none data-entering:animate-arrive";

/** One row of a list or menu. */
export const itemStyles = classNames(
  "flex min-h-11 cursor-pointer items-center gap-2.5 rounded-field px-3 py-2 text-base outline-none select-none",
  "data-focused:bg-accent-soft data-hovered:bg-accent-soft",
  "data-focus-visible:-outline-offset-2 data-focus-visible:outline-2 data-focus-visible:outline-accent",
  "data-disabled:cursor-not-allowed data-disabled:text-ink-muted data-disabled:opacity-60",
);

/** The list that a select or combo box opens. */
export function OptionsPopover({ options, emptyText }: { options?: Option[]; emptyText?: ReactNode }) {
  const t = useText(fieldsText);
  return (
    <Popover
      className={classNames(
        popoverStyles,
        "min-w-(--trigger-width) max-w-[calc(100vw-1.5rem)] overflow-auto p-1.5",
      )}
    >
      <AriaListBox
        {...(options ? { items: options } : {})}
        className="outline-none"
        renderEmptyState={() => <p className="px-3 py-2 text-ink-muted">{emptyText ?? t.nothingToChoose}</p>}
      >
        {(option: Option) => (
          <ListBoxItem
            id={option.value}
            textValue={option.label}
            isDisabled={option.isDisabled ?? false}
            className={itemStyles}
          >
            {({ isSelected }) => (
              <>
                <span className="min-w-0 grow">
                  <span className={isSelected ? "font-semibold" : undefined}>{option.label}</span>
                  {option.description && (
                    <span className="block text-sm text-ink-muted">{option.description}</span>
                  )}
                </span>
                {isSelected && <Check aria-hidden className="size-4.5 shrink-0 text-accent" />}
              </>
            )}
          </ListBoxItem>
        )}
      </AriaListBox>
    </Popover>
  );
}
