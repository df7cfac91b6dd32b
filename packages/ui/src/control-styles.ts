import { classNames } from "./class-names.ts";

export const fieldStyles = "flex min-w-0 flex-col gap-1.5";

/** The box a person types or picks in. */
export const controlStyles = classNames(
  "w-full min-w-0 rounded-field border border-line-strong bg-raised px-3.5 text-base text-ink",
  "placeholder:text-ink-muted/80 transition-colors duration-100 hover:border-ink",
  "focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent",
  "data-focused:border-accent data-focus-within:border-accent",
  "data-focused:outline-2 data-focused:outline-offset-0 data-focused:outline-accent",
  "data-focus-within:outline-2 data-focus-within:outline-offset-0 data-focus-within:outline-accent",
  "data-invalid:border-negative data-invalid:outline-negative",
  "data-disabled:cursor-not-allowed data-disabled:bg-sunken data-disabled:text-ink-muted data-disabled:border-line",
);
