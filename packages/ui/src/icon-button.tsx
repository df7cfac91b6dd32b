import type { LucideIcon } from "lucide-react";
import { Button, type ButtonProps } from "./button.tsx";
import { classNames } from "./class-names.ts";
import { Tooltip } from "./tooltip.tsx";

export type IconButtonProps = Omit<ButtonProps, "children" | "aria-label" | "isWide"> & {
  icon: LucideIcon;
  /** What it does; read aloud and shown as a tooltip. */
  label: string;
};

const squares = { small: "size-9 px-0!", medium: "size-11 px-0!", large: "size-14 px-0!" } as const;

export function IconButton({
  icon: Icon,
  label,
  size = "medium",
  variant = "quiet",
  className,
  ...props
}: IconButtonProps) {
  const button = (
    <Button
      {...props}
      aria-label={label}
      size={size}
      variant={variant}
      className={classNames(squares[size], "shrink-0", variant === "quiet" && "text-ink", className)}
    >
      <Icon aria-hidden />
    </Button>
  );
  return props.disabledReason ? button : <Tooltip text={label}>{button}</Tooltip>;
}
