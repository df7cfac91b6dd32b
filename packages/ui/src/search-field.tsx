import { Search, X } from "lucide-react";
import type { Ref } from "react";
import {
  Button as AriaButton,
  Group,
  Input,
  SearchField as AriaSearchField,
  type SearchFieldProps as AriaSearchFieldProps,
} from "react-aria-components";
import { classNames } from "./class-names.ts";
import { controlStyles, fieldStyles } from "./control-styles.ts";
import { FieldHead } from "./field.tsx";

export type SearchFieldProps = Omit<AriaSearchFieldProps, "children" | "className" | "style" | "render"> & {
  /** What is searched; for screen readers, and the placeholder unless one is given. */
  label: string;
  placeholder?: string | undefined;
  className?: string | undefined;
  ref?: Ref<HTMLInputElement> | undefined;
};

export function SearchField({ label, placeholder = label, className, ref, ...props }: SearchFieldProps) {
  return (
    <AriaSearchField {...props} className={classNames("group", fieldStyles, className)}>
      <FieldHead label={label} isLabelHidden />
      <Group className={classNames(controlStyles, "flex h-11 items-center px-0!")}>
        <Search aria-hidden className="ms-3.5 size-4.5 shrink-0 text-ink-muted" />
        <Input
          ref={ref ?? null}
          placeholder={placeholder}
          className="h-full min-w-0 grow bg-transparent px-2.5 outline-none placeholder:text-ink-muted [&::-webkit-search-cancel-button]:hidden"
        />
        <AriaButton className="grid h-full w-11 shrink-0 cursor-pointer place-items-center text-ink-muted group-data-empty:invisible hover:text-ink">
          <X aria-hidden className="size-4.5" />
        </AriaButton>
      </Group>
    </AriaSearchField>
  );
}
