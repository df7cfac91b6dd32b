import { Page } from "@eventmaster/ui/page";
import type { ReactNode } from "react";

/** The frame of log-in and sign-up: one form, and the way to the other. */
export function AuthPage({
  title,
  subtitle,
  children,
  other,
}: {
  title: string;
  subtitle?: string | undefined;
  children: ReactNode;
  other: ReactNode;
}) {
  return (
    <Page title={title} subtitle={subtitle} width="narrow">
      <div className="max-w-md">
        {children}
        <p className="mt-8 border-t border-line pt-6 text-ink-muted">{other}</p>
      </div>
    </Page>
  );
}

export const textLinkStyles =
  "font-semibold text-accent underline underline-offset-3 hover:text-accent-strong";
