import { useText } from "@eventmaster/i18n/locale";
import { CloudOff, Compass, type LucideIcon, LockKeyhole, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { brandName } from "./brand.tsx";
import { uiText } from "./text.ts";

export type ErrorStateKind = "forbidden" | "not-found" | "offline" | "unexpected";

export type ErrorStateProps = {
  kind: ErrorStateKind;
  title?: string | undefined;
  children?: ReactNode;
  /** Named to whoever is asked for help; only for "unexpected". */
  requestId?: string | undefined;
  /** What to do now: a link home, "Try again". */
  action?: ReactNode;
};

const marks: Record<ErrorStateKind, LucideIcon> = {
  forbidden: LockKeyhole,
  "not-found": Compass,
  offline: CloudOff,
  unexpected: TriangleAlert,
};

/** A whole page that says honestly why there is nothing to see. */
export function ErrorState({ kind, title, children, requestId, action }: ErrorStateProps) {
  const t = useText(uiText);
  const Icon = marks[kind];
  const { title: usualTitle, text } = t.errorStates[kind];
  return (
    <div className="mx-auto flex w-full max-w-xl flex-col items-start px-4 py-16 sm:px-6 sm:py-24">
      <title>{`${title ?? usualTitle} · ${brandName}`}</title>
      <Icon aria-hidden className="mb-6 size-12 text-accent" strokeWidth={1.5} />
      <h1
        id="page-title"
        tabIndex={-1}
        className="display-type text-[clamp(2rem,1.4rem+2.4vw,2.75rem)] outline-none"
      >
        {title ?? usualTitle}
      </h1>
      <div className="mt-4 text-lg text-ink-muted">{children ?? text}</div>
      {action && <div className="mt-8 flex flex-wrap gap-2.5">{action}</div>}
      {requestId && (
        <p className="mt-10 border-t border-line pt-4 text-sm text-ink-muted">
          {t.nameRequest} <code className="font-mono text-ink select-all">{requestId}</code>
        </p>
      )}
    </div>
  );
}
