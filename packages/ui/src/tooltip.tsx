import type { ReactNode } from "react";
import { Tooltip as AriaTooltip, type TooltipProps, TooltipTrigger } from "react-aria-components";

/** The bubble alone, for use inside a `TooltipTrigger`. */
export function TooltipBubble({
  children,
  placement = "top",
}: {
  children: ReactNode;
  placement?: NonNullable<TooltipProps["placement"]>;
}) {
  return (
    <AriaTooltip
      placement={placement}
      offset={8}
      className="z-50 max-w-[min(20rem,calc(100vw-2rem))] rounded-field bg-ink px-3 py-2 text-sm font-medium text-surface shadow-overlay data-entering:animate-fade"
    >
      {children}
    </AriaTooltip>
  );
}

/** Names or explains a focusable element: `<Tooltip text="Copy link"><IconButton … /></Tooltip>`. */
export function Tooltip({
  text,
  placement,
  children,
}: {
  text: ReactNode;
  placement?: NonNullable<TooltipProps["placement"]>;
  children: ReactNode;
}) {
  return (
    <TooltipTrigger delay={400}>
      {children}
      <TooltipBubble {...(placement ? { placement } : {})}>{text}</TooltipBubble>
    </TooltipTrigger>
  );
}
