import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export type CardProps = {
  children: ReactNode;
  /** Lifts at the pointer, for a card with a link that covers it (`cardLinkStyles()`). */
  isInteractive?: boolean | undefined;
  /** Without inner margin, for a card that starts with a cover. */
  isFlush?: boolean | undefined;
  className?: string | undefined;
};

export function Card({ children, isInteractive, isFlush, className }: CardProps) {
  return (
    <div
      className={classNames(
        "relative overflow-hidden rounded-card border border-line bg-raised",
        !isFlush && "p-5 sm:p-6",
        isInteractive &&
          "transition-[border-color,box-shadow] hover:border-line-strong hover:shadow-raised has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-offset-2 has-[a:focus-visible]:outline-accent",
        className,
      )}
    >
      {children}
    </div>
  );
}

/** For the one Link of a card: the whole card is pressed, but only the title is read. */
export function cardLinkStyles(): string {
  return "text-inherit no-underline outline-none! after:absolute after:inset-0 after:content-['']";
}

/** One number that matters, with its name. */
export function Figure({ label, value, note }: { label: string; value: ReactNode; note?: ReactNode }) {
  return (
    <div role="group" aria-label={label} className="border-t-2 border-ink pt-3">
      <p className="text-sm font-semibold text-ink-muted">{label}</p>
      <p className="display-type mt-1 text-4xl tabular-nums">{value}</p>
      {note && <p className="mt-1 text-sm text-ink-muted">{note}</p>}
    </div>
  );
}
