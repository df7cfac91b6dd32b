import type { ReactNode } from "react";
import { type ButtonLook, buttonStyles } from "./button-styles.tsx";
import { classNames } from "./class-names.ts";
import { Spinner } from "./spinner.tsx";

export type NativeButtonProps = ButtonLook & {
  children: ReactNode;
  type?: "button" | "submit" | undefined;
  /** Shows a spinner and takes no presses; the width does not change. */
  isPending?: boolean | undefined;
  onPress?: (() => void) | undefined;
  className?: string | undefined;
};

/** The browser's own button, for pages that are drawn before the component library is there. */
export function NativeButton({
  children,
  type = "button",
  isPending = false,
  onPress,
  className,
  ...look
}: NativeButtonProps) {
  return (
    <button
      type={type}
      onClick={() => {
        if (!isPending) onPress?.();
      }}
      // Not `disabled`: that would take the focus away from whoever pressed it.
      aria-disabled={isPending || undefined}
      data-pending={isPending || undefined}
      className={classNames(buttonStyles(look), "relative", className)}
    >
      <ButtonLabel isPending={isPending}>{children}</ButtonLabel>
    </button>
  );
}

export function ButtonLabel({ isPending, children }: { isPending: boolean; children: ReactNode }) {
  return (
    <>
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
    </>
  );
}
