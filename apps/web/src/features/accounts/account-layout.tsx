import { useText } from "@eventmaster/i18n/locale";
import { Page } from "@eventmaster/ui/page";
import { tabLinkStyles, TabNav } from "@eventmaster/ui/tab-link";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { apiKeysText } from "../api-keys/text.ts";
import { mailsText } from "./mails-text.ts";
import { accountsText } from "./text.ts";

const tabs = [
  { to: "/account", name: "profile" },
  { to: "/account/security", name: "security" },
  { to: "/account/mails", name: "mails" },
  { to: "/account/data", name: "data" },
] as const;

export function AccountLayout({
  section,
  children,
}: {
  section: (typeof tabs)[number]["name"];
  children: ReactNode;
}) {
  const t = useText(accountsText);
  const mails = useText(mailsText).tab;
  // A page of its own: its table needs the width.
  const keys = useText(apiKeysText).title;
  const names = { profile: t.profile, security: t.security, mails, data: t.data };
  return (
    <Page title={t.settings} documentTitle={names[section]} width="narrow">
      <TabNav label={t.sections} className="mb-8">
        {tabs.map(({ to, name }) => (
          <Link key={to} to={to} className={tabLinkStyles()} activeOptions={{ exact: true }}>
            {names[name]}
          </Link>
        ))}
        <Link to="/api-keys" className={tabLinkStyles()}>
          {keys}
        </Link>
      </TabNav>
      {children}
    </Page>
  );
}
