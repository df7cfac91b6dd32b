import { useId, useRef, useState, type ReactNode, type Ref } from "react";
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
  TooltipTrigger,
} from "react-aria-components";
import { classNames } from "./class-names.ts";
import { Spinner } from "./spinner.tsx";
import { TooltipBubble } from "./tooltip.tsx";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "small" | "medium" | "large";

type ButtonLook = {
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

export type ButtonProps = ButtonLook &
  Omit<AriaButtonProps, "children" | "className" | "style" | "render" | "isPending" | "isDisabled"> & {
    children: ReactNode;
    className?: string | undefined;
    isDisabled?: boolean | undefined;
    /** Shows a spinner and takes no presses; the width does not change. */
    isPending?: boolean | undefined;
    /** Why it cannot be pressed now. It stays reachable, and says so by tooltip and to screen readers. */
    disabledReason?: string | false | null | undefined;
    ref?: Ref<HTMLButtonElement> | undefined;
  };

export function Button({ disabledReason, ...props }: ButtonProps) {
  return disabledReason ? <ExplainedButton {...props} reason={disabledReason} /> : <PlainButton {...props} />;
}

function PlainButton({
  variant,
  size,
  isWide,
  className,
  children,
  isPending = false,
  isDisabled = false,
  ...props
}: Omit<ButtonProps, "disabledReason">) {
  return (
    <AriaButton
      {...props}
      isPending={isPending}
      isDisabled={isDisabled}
      className={classNames(buttonStyles({ variant, size, isWide }), "relative", className)}
    >
      {/* Faded, not hidden: the button keeps its name while it waits. */}
      <span
        className={classNames(
          "inline-flex items-center justify-center gap-[inherit]",
          isPending && "opacity-0",
        )}
      >
        {children}
      </span>
      {isPending && (
        <span className="absolute inset-0 grid place-items-center">
          <Spinner />
        </span>
      )}
    </AriaButton>
  );
}

/** A disabled element can take neither focus nor a tooltip, so this one only behaves as disabled. */
function ExplainedButton({
  reason,
  variant,
  size,
  isWide,
  className,
  children,
  ...props
}: Omit<ButtonProps, "disabledReason"> & { reason: string }) {
  const reasonId = useId();
  const [isOpen, setIsOpen] = useState(false);
  const closing = useRef<ReturnType<typeof setTimeout>>(undefined);
  // A finger cannot hover: pressing shows the reason for a while.
  const explain = () => {
    clearTimeout(closing.current);
    setIsOpen(true);
    closing.current = setTimeout(() => setIsOpen(false), 4000);
  };
  return (
    <TooltipTrigger delay={200} isOpen={isOpen} onOpenChange={setIsOpen}>
      <AriaButton
        {...(props["aria-label"] === undefined ? {} : { "aria-label": props["aria-label"] })}
        type="button"
        onPress={explain}
        className={classNames(buttonStyles({ variant, size, isWide }), className)}
        render={(domProps) => <button {...domProps} aria-disabled="true" aria-describedby={reasonId} />}
      >
        {children}
        <span id={reasonId} hidden>
          {reason}
        </span>
      </AriaButton>
      <TooltipBubble>{reason}</TooltipBubble>
    </TooltipTrigger>
  );
}
