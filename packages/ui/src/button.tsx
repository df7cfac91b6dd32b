import { useId, useRef, useState, type ReactNode, type Ref } from "react";
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
  TooltipTrigger,
} from "react-aria-components";
import { type ButtonLook, buttonStyles } from "./button-styles.tsx";
import { classNames } from "./class-names.ts";
import { ButtonLabel } from "./native-button.tsx";
import { TooltipBubble } from "./tooltip.tsx";

export { buttonStyles, type ButtonSize, type ButtonVariant } from "./button-styles.tsx";

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
      <ButtonLabel isPending={isPending}>{children}</ButtonLabel>
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
