import { Page } from "@eventmaster/ui/page";
import type { ReactNode } from "react";

/** The frame of log-in, sign-up and what links in mails open: one thing to do, and the way to another. */
export function AuthPage({
  title,
  subtitle,
  children,
  other,
}: {
  title: string;
  subtitle?: ReactNode;
  children: ReactNode;
  other?: ReactNode;
}) {
  return (
    <Page title={title} subtitle={subtitle} width="narrow">
      <div className="max-w-md">
        {children}
        {other && <p className="mt-8 border-t border-line pt-6 text-ink-muted">{other}</p>}
      </div>
    </Page>
  );
}

export const textLinkStyles =
  "font-semibold text-accent underline underline-offset-3 hover:text-accent-strong";
