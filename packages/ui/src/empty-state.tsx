import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export type EmptyStateProps = {
  icon?: LucideIcon | undefined;
  /** What there is none of: "No tickets yet". */
  title: string;
  /** What to do next. */
  children?: ReactNode;
  action?: ReactNode;
  className?: string | undefined;
};

export function EmptyState({ icon: Icon, title, children, action, className }: EmptyStateProps) {
  return (
    <div
      className={classNames(
        "flex flex-col items-center rounded-card border border-dashed border-line-strong/60 px-6 py-14 text-center",
        className,
      )}
    >
      {Icon && (
        <span className="mb-5 grid size-14 place-items-center rounded-full bg-accent-soft text-accent">
          <Icon aria-hidden className="size-6.5" />
        </span>
      )}
      <h2 className="text-xl font-bold">{title}</h2>
      {children && <div className="mt-2 max-w-md text-ink-muted">{children}</div>}
      {action && <div className="mt-6 flex flex-wrap justify-center gap-2.5">{action}</div>}
    </div>
  );
}
