import { classNames } from "./class-names.ts";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "small" | "medium" | "large";

export type ButtonLook = {
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  /** Takes the whole width of its container. */
  isWide?: boolean | undefined;
};

const variants: Record<ButtonVariant, string> = {
  primary:
    "bg-accent text-accent-ink hover:bg-accent-strong data-pressed:bg-accent-strong border border-transparent",
  secondary:
    "bg-raised text-ink border border-line-strong hover:border-ink hover:bg-sunken data-pressed:bg-sunken",
  quiet: "text-accent border border-transparent hover:bg-accent-soft data-pressed:bg-accent-soft",
  danger:
    "bg-negative text-negative-ink border border-transparent hover:bg-negative-strong data-pressed:bg-negative-strong",
};

const sizes: Record<ButtonSize, string> = {
  small: "min-h-9 px-3 text-sm gap-1.5 [&_svg]:size-4",
  medium: "min-h-11 px-4.5 text-base gap-2 [&_svg]:size-4.5",
  large: "min-h-14 px-6 text-lg gap-2.5 [&_svg]:size-5.5",
};

/** The look of a button, for a router's `<Link className={buttonStyles()}>`. */
export function buttonStyles({ variant = "primary", size = "medium", isWide }: ButtonLook = {}): string {
  return classNames(
    "inline-flex items-center justify-center rounded-field font-semibold text-center leading-tight no-underline select-none cursor-pointer transition-colors duration-100",
    "disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-55 data-pending:cursor-progress",
    variants[variant],
    sizes[size],
    isWide && "w-full",
  );
}
