import { useText } from "@eventmaster/i18n/locale";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { uiText } from "./text.ts";

/** A grey stand-in of the size of what is coming: give it height and width by `className`. */
export function Skeleton({ className }: { className?: string | undefined }) {
  return <div aria-hidden className={classNames("animate-breathe rounded-field bg-line/70", className)} />;
}

/** Says once, for screen readers, that something is being loaded; the stand-ins go inside. */
export function Loading({ label, children }: { label?: string; children?: ReactNode }) {
  const t = useText(uiText);
  return (
    <div role="status" aria-busy="true">
      <span className="sr-only">{label ?? t.loading}</span>
      {children}
    </div>
  );
}

/** Stand-ins for a list of events, as high as the rows that replace them. */
export function SkeletonRows({ count = 5, className = "h-24" }: { count?: number; className?: string }) {
  return (
    <Loading>
      <div className="flex flex-col gap-3">
        {Array.from({ length: count }, (_, index) => (
          <Skeleton key={index} className={className} />
        ))}
      </div>
    </Loading>
  );
}
