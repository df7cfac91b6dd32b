import { CloudOff, Compass, type LucideIcon, LockKeyhole, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

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

const words: Record<ErrorStateKind, { icon: LucideIcon; title: string; text: string }> = {
  forbidden: {
    icon: LockKeyhole,
    title: "This is not yours to open",
    text: "Your role does not allow it. If it should, ask an administrator.",
  },
  "not-found": {
    icon: Compass,
    title: "There is nothing here",
    text: "The address may be mistyped, or what was here has been taken away.",
  },
  offline: {
    icon: CloudOff,
    title: "You are offline",
    text: "This page needs a connection. Tickets you have opened before still work.",
  },
  unexpected: {
    icon: TriangleAlert,
    title: "Something went wrong on our side",
    text: "Nothing you did caused this. Trying again may help.",
  },
};

/** A whole page that says honestly why there is nothing to see. */
export function ErrorState({ kind, title, children, requestId, action }: ErrorStateProps) {
  const { icon: Icon, title: usualTitle, text } = words[kind];
  return (
    <div className="mx-auto flex w-full max-w-xl flex-col items-start px-4 py-16 sm:px-6 sm:py-24">
      <title>{`${title ?? usualTitle} · EventMaster`}</title>
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
          When you ask for help, name this request:{" "}
          <code className="font-mono text-ink select-all">{requestId}</code>
        </p>
      )}
    </div>
  );
}
